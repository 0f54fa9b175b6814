using HeadlessKey.Hooks;

namespace HeadlessKey.Tokens;

/// <summary>What came of looking at an access token.</summary>
internal abstract record AccessTokenResult
{
    internal sealed record Valid(AccessToken Token) : AccessTokenResult;

    /// <summary>Not ours, or not a token at all. It does not say why: that would help only a forger.</summary>
    internal sealed record Invalid : AccessTokenResult
    {
        public static Invalid Instance { get; } = new();
    }

    /// <summary>Genuine, but its time is over.</summary>
    internal sealed record Expired(AccessToken Token) : AccessTokenResult;

    /// <summary>Genuine, but its session has ended or moved on.</summary>
    internal sealed record Revoked(AccessToken Token) : AccessTokenResult;

    /// <summary>Good, but a hook refuses it, or failed to say that it does not.</summary>
    internal sealed record RefusedByHook(HookRefusal Refusal) : AccessTokenResult;
}
