namespace HeadlessKey.Access;

/// <summary>A route's name, which is its operation id in the OpenAPI document. Unlike an endpoint name, aliases may share it.</summary>
/// <param name="Name">The name.</param>
internal sealed record RouteName(string Name);
