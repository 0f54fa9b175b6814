namespace HeadlessKey.WordPress.Connector;

/// <summary>How the connector is doing, by its own account.</summary>
internal sealed record ConnectorHealth(
    string Connector,
    string Wordpress,
    string Php,
    long Time,
    string Site,
    bool Multisite,
    string? Issuer,
    string? Audience,
    IReadOnlyList<ConnectorHealth.KnownKey> Keys,
    IReadOnlyList<string> Roles,
    ConnectorHealth.ArrivedHeaders Headers,
    IReadOnlyList<string> Faults)
{
    /// <summary>A key that tokens are checked with.</summary>
    internal sealed record KnownKey(string Kid, string Alg, bool Usable);

    /// <summary>Which of the headers that may carry a token reached PHP.</summary>
    internal sealed record ArrivedHeaders(bool Authorization, bool RedirectAuthorization, bool XHkAuthorization);
}
