namespace HeadlessKey.Access;

/// <summary>What a route's body looks like, for the OpenAPI document.</summary>
/// <param name="Type">The request record.</param>
internal sealed record RequestShape(Type Type);
