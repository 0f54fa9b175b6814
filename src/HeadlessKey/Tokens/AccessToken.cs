namespace HeadlessKey.Tokens;

/// <summary>The claims of an access token that was verified (RFC 7519, 4).</summary>
internal sealed record AccessToken
{
    public required string Kid { get; init; }

    public required string Jti { get; init; }

    public required string SessionId { get; init; }

    /// <summary>Which of the session's rotations gave it out (claim <c>gen</c>).</summary>
    public required long Generation { get; init; }

    public required long UserId { get; init; }

    public required string UserLogin { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>All claims, as the token has them: UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Claims { get; init; }
}
