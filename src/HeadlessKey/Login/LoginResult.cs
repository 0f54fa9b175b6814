using HeadlessKey.Hooks;
using HeadlessKey.Tokens;

namespace HeadlessKey.Login;

/// <summary>How a sign-in ended.</summary>
internal abstract record LoginResult
{
    internal sealed record SignedIn(Grant Grant) : LoginResult;

    /// <summary>No such user, or not the password: one answer for both.</summary>
    internal sealed record IncorrectPassword : LoginResult;

    /// <summary>The right password for an account that is switched off.</summary>
    internal sealed record AccountDisabled : LoginResult;

    /// <summary>The right password for an account whose address is still to be proven.</summary>
    internal sealed record EmailNotVerified : LoginResult;

    /// <summary>The right password, but a hook refuses, or failed.</summary>
    internal sealed record RefusedByHook(HookRefusal Refusal) : LoginResult;

    /// <summary>The right password, but the user has as many sessions as allowed.</summary>
    internal sealed record TooManyDevices(int Limit) : LoginResult;

    /// <summary>Too many attempts were made before this one, on the login or from the network.</summary>
    internal sealed record TooManyAttempts(TimeSpan RetryAfter) : LoginResult;

    /// <summary>Too many passwords are being checked.</summary>
    internal sealed record Busy : LoginResult;
}
