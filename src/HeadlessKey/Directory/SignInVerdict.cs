using HeadlessKey.Lockout;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>Whether somebody with a name and a password may come in.</summary>
internal abstract record SignInVerdict
{
    /// <summary>They may, on this attempt, as long as the account stays what was read.</summary>
    internal sealed record Admitted(User User, Attempt Attempt) : SignInVerdict;

    /// <summary>They may not, and that is recorded.</summary>
    internal sealed record Refused(SignInRefusal Why) : SignInVerdict;
}
