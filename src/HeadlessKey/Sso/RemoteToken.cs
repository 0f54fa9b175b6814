namespace HeadlessKey.Sso;

/// <summary>Another site's access token, taken apart. What it says is only claimed until its signature was looked at.</summary>
internal sealed record RemoteToken
{
    public required string Algorithm { get; init; }

    public string? Kid { get; init; }

    public required string Issuer { get; init; }

    /// <summary>Who it is about, in the other site's words.</summary>
    public required string Subject { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string? Jti { get; init; }

    /// <summary>The session over there that gave it out; null: it names none, and cannot be said to be over.</summary>
    public string? SessionId { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Header and payload as they were signed. Unlike the whole token it has one spelling only.</summary>
    public required string Signed { get; init; }

    public required byte[] Signature { get; init; }

    public override string ToString() => nameof(RemoteToken); // never its text
}
