using HeadlessKey.Hooks;

namespace HeadlessKey.Directory;

/// <summary>Why somebody is not let in.</summary>
internal abstract record SignInRefusal
{
    /// <summary>No such user, not the password, or nobody for this door: one answer for all.</summary>
    internal sealed record IncorrectPassword : SignInRefusal;

    /// <summary>The right password for an account that is switched off.</summary>
    internal sealed record AccountDisabled : SignInRefusal;

    /// <summary>The right password for an account whose address is still to be proven.</summary>
    internal sealed record EmailNotVerified : SignInRefusal;

    /// <summary>The right password, but a hook refuses, or failed.</summary>
    internal sealed record ByHook(HookRefusal Refusal) : SignInRefusal;

    /// <summary>The right password, but the user has as many sessions as allowed.</summary>
    internal sealed record TooManyDevices(int Limit) : SignInRefusal;

    /// <summary>Too many attempts were made before this one, on the login or from the network.</summary>
    internal sealed record TooManyAttempts(TimeSpan RetryAfter) : SignInRefusal;

    /// <summary>Too many passwords are being checked, or people cannot be asked about.</summary>
    internal sealed record Busy : SignInRefusal;
}
