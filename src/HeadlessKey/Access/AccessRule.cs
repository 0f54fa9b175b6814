namespace HeadlessKey.Access;

/// <summary>Who may use an endpoint. Every route carries one; a test fails for a route without.</summary>
/// <param name="Name">How the rule reads in settings, documents and the namespace index.</param>
/// <param name="Roles">One of these is enough; none are asked for when it is empty.</param>
internal sealed record AccessRule(string Name, IReadOnlyList<string> Roles)
{
    private const string PublicName = "public";
    private const string AuthenticatedName = "authenticated";
    private const string OffName = "off";

    /// <summary>Anybody. The endpoint itself asks for what it needs, such as a password or a token.</summary>
    public static AccessRule Public { get; } = new(PublicName, []);

    /// <summary>Whoever is signed in.</summary>
    public static AccessRule Authenticated { get; } = new(AuthenticatedName, []);

    /// <summary>Nobody: as if the endpoint were not there.</summary>
    public static AccessRule Off { get; } = new(OffName, []);

    /// <summary>An administrator with an admin session. No setting opens it, and no token does.</summary>
    public static AccessRule Admin { get; } = new("admin", []);

    /// <summary>The same, who has typed the password a short while ago.</summary>
    public static AccessRule ConfirmedAdmin { get; } = new("admin, confirmed", []);

    public bool NeedsUser => this != Public && this != Off;

    /// <summary>Reads a rule as it is written in the settings.</summary>
    public static AccessRule Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        PublicName => Public,
        AuthenticatedName => Authenticated,
        OffName => Off,
        var roles => new AccessRule(roles, roles.Split(',', StringSplitOptions.TrimEntries)),
    };

    public bool Admits(IEnumerable<string> roles) => Roles.Count == 0 || roles.Any(role => Roles.Contains(role, StringComparer.Ordinal));
}
