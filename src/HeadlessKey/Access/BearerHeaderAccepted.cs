namespace HeadlessKey.Access;

/// <summary>Marks a route that reads the bearer header, for the OpenAPI document.</summary>
internal sealed record BearerHeaderAccepted;
