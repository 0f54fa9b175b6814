namespace HeadlessKey.Sites;

/// <summary>Another site whose people may come over, as its entry has it.</summary>
internal sealed class SsoSite
{
    /// <summary>What it is called in requests.</summary>
    public required string Key { get; init; }

    /// <summary>What people read.</summary>
    public required string Name { get; init; }

    /// <summary>The only <c>iss</c> that its tokens may have.</summary>
    public required string Issuer { get; init; }

    /// <summary>What must be among the <c>aud</c> of its tokens; null: they name none.</summary>
    public string? Audience { get; init; }

    /// <summary>The only algorithm of its tokens.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Where its public keys are; this, <see cref="PublicKey"/> or <see cref="TokenSecret"/> verifies its tokens.</summary>
    public string? JwksUrl { get; init; }

    /// <summary>Its public key, as PEM.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The secret of its HS256 tokens.</summary>
    public string? TokenSecret { get; init; }

    /// <summary>What the calls between the two sites are signed with.</summary>
    public required string Secret { get; init; }

    /// <summary>The other side's <c>GET /me</c>; null: only people who are linked can come.</summary>
    public string? UserinfoUrl { get; init; }

    /// <summary>Whether a call must carry a time and a nonce.</summary>
    public bool RequiresNonce { get; init; } = true;

    /// <summary>Whether an operator answers for it that its people's addresses are proven, though it does not say so.</summary>
    public bool TrustsEmail { get; init; }

    /// <summary>One of <see cref="SitePeople"/>.</summary>
    public string People { get; init; } = SitePeople.Provision;

    /// <summary>Which of our roles each of its roles gives; what is not in here gives none.</summary>
    public IReadOnlyDictionary<string, string> RoleMap { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where it wants to hear that a session has ended; null: nowhere.</summary>
    public string? LogoutUrl { get; init; }

    /// <summary>The key of our own entry over there; null: it has none, so we send no signed calls.</summary>
    public string? KnownAs { get; init; }

    /// <summary>Another one with every change, and another one when a site of that key is removed and added again.</summary>
    public long Version { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public bool IsDisabled => DisabledAt is not null;

    /// <summary>Whether the map gives the role to anybody.</summary>
    public bool CanGive(string role) => RoleMap.Values.Contains(role, StringComparer.Ordinal);

    // Not a record: its generated text would carry the secrets into whatever prints it.
    public override string ToString() => $"site {Key}";
}
