using HeadlessKey.Sessions;

namespace HeadlessKey.Tokens;

/// <summary>What a presented token shows about a session.</summary>
internal abstract record SessionProof
{
    /// <summary>The caller holds what this session gave out at this generation. Whether that still counts is for the caller to decide.</summary>
    internal sealed record Proven(Session Session, long Generation) : SessionProof;

    /// <summary>Not a token of ours.</summary>
    internal sealed record Forged : SessionProof;

    /// <summary>An access token that expired longer ago than was asked for.</summary>
    internal sealed record TooOld : SessionProof;

    /// <summary>A genuine access token of a session so long over that nothing is left of it.</summary>
    internal sealed record SessionGone : SessionProof;
}
