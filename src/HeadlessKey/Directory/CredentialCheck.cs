using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>What came of a login and a password.</summary>
/// <param name="Outcome">Whether they are right.</param>
/// <param name="User">Whose they are, as read after the check; null unless they are right.</param>
internal readonly record struct CredentialCheck(PasswordCheck Outcome, User? User)
{
    public static CredentialCheck Wrong { get; } = new(PasswordCheck.Wrong, User: null);

    public static CredentialCheck Busy { get; } = new(PasswordCheck.Busy, User: null);
}
