namespace HeadlessKey.Revocation;

/// <summary>How a revocation ended.</summary>
internal abstract record RevocationResult
{
    /// <summary>The token's session is over, now or already.</summary>
    internal sealed record Revoked : RevocationResult;

    internal sealed record InvalidToken : RevocationResult;

    internal sealed record InvalidRefreshToken : RevocationResult;
}
