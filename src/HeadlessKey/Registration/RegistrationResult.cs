using HeadlessKey.Directory;
using HeadlessKey.Hooks;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>How a registration ended.</summary>
internal abstract record RegistrationResult
{
    /// <summary>The account is there and signed in.</summary>
    internal sealed record SignedIn(Grant Grant) : RegistrationResult;

    /// <summary>The account is there and waits for its address to be proven.</summary>
    internal sealed record AwaitsVerification(User User) : RegistrationResult;

    /// <summary>In private mode: whatever becomes of it, the mailbox will tell.</summary>
    internal sealed record Deferred : RegistrationResult;

    /// <summary>Not by this door.</summary>
    internal sealed record Closed : RegistrationResult;

    internal sealed record InvalidInvitation : RegistrationResult;

    internal sealed record Refused(AccountFault Fault) : RegistrationResult;

    /// <summary>A hook refuses, or failed.</summary>
    internal sealed record RefusedByHook(HookRefusal Refusal) : RegistrationResult;
}
