namespace HeadlessKey.WordPress.Connector;

/// <summary>Give these roles in the place of those there are, if the stamp still is this one.</summary>
internal sealed record RolesCall(IReadOnlyList<string> Roles, string? Stamp);
