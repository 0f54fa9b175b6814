using HeadlessKey.Hooks;
using HeadlessKey.Tokens;

namespace HeadlessKey.Sso;

/// <summary>How an exchange ended.</summary>
internal abstract record ExchangeResult
{
    internal sealed record SignedIn(Grant Grant) : ExchangeResult;

    /// <summary>Anything that is wrong with the call, the token or the site: one answer for all of it.</summary>
    internal sealed record Rejected : ExchangeResult;

    /// <summary>Nobody here is linked to that person, and nothing says that somebody should be.</summary>
    internal sealed record LinkRequired : ExchangeResult;

    /// <summary>A hook will not have it, or could not be asked.</summary>
    internal sealed record RefusedByHook(HookRefusal Refusal) : ExchangeResult;

    internal sealed record AccountDisabled : ExchangeResult;

    internal sealed record EmailNotVerified : ExchangeResult;

    internal sealed record TooManyDevices(int Limit) : ExchangeResult;

    /// <summary>The account changed at that very moment: a new try will tell.</summary>
    internal sealed record Busy : ExchangeResult;
}
