using HeadlessKey.Hooks;
using HeadlessKey.Tokens;

namespace HeadlessKey.Refresh;

/// <summary>How a refresh ended.</summary>
internal abstract record RefreshResult
{
    internal sealed record Refreshed(Grant Grant) : RefreshResult;

    /// <summary>Not a refresh token of ours.</summary>
    internal sealed record Invalid : RefreshResult;

    /// <summary>The session was idle for too long, or has reached its end.</summary>
    internal sealed record Expired : RefreshResult;

    /// <summary>Used before, and not just now: the session has ended.</summary>
    internal sealed record Reused : RefreshResult;

    /// <summary>The session had been ended.</summary>
    internal sealed record Revoked : RefreshResult;

    /// <summary>A hook refuses, or failed. The token that was given is still good.</summary>
    internal sealed record RefusedByHook(HookRefusal Refusal) : RefreshResult;

    /// <summary>An access token was given, and it is not one that may be exchanged.</summary>
    internal sealed record InvalidAccessToken : RefreshResult;

    /// <summary>An access token was given, and its time for being exchanged is over.</summary>
    internal sealed record ExpiredAccessToken : RefreshResult;
}
