namespace HeadlessKey.Access;

/// <summary>Who may use an endpoint. Every route carries one; a test fails for a route without.</summary>
/// <param name="Name">How the rule reads in documents and in the namespace index.</param>
internal sealed record AccessRule(string Name)
{
    /// <summary>Anybody. The endpoint itself asks for what it needs, such as a password or a token.</summary>
    public static AccessRule Public { get; } = new("public");

    /// <summary>Whoever is signed in.</summary>
    public static AccessRule Authenticated { get; } = new("authenticated");
}
