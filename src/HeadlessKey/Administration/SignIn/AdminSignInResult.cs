using HeadlessKey.Hooks;
using HeadlessKey.Sessions;
using HeadlessKey.Users;

namespace HeadlessKey.Administration.SignIn;

/// <summary>How the sign-in of an administrator ended.</summary>
internal abstract record AdminSignInResult
{
    internal sealed record SignedIn(User User, AdminSession Session, string Secret) : AdminSignInResult
    {
        public override string ToString() => nameof(SignedIn); // never the secret
    }

    /// <summary>No such user, not the password, or no administrator: one answer for all.</summary>
    internal sealed record IncorrectPassword : AdminSignInResult;

    /// <summary>The right password of an administrator who is switched off.</summary>
    internal sealed record AccountDisabled : AdminSignInResult;

    /// <summary>The right password of an administrator whose address is still to be proven.</summary>
    internal sealed record EmailNotVerified : AdminSignInResult;

    /// <summary>A hook refuses an administrator who knows the password.</summary>
    internal sealed record RefusedByHook(HookRefusal Refusal) : AdminSignInResult;

    internal sealed record TooManyAttempts(TimeSpan RetryAfter) : AdminSignInResult;

    internal sealed record Busy : AdminSignInResult;
}
