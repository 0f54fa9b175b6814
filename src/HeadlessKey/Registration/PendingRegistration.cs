using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>An account that is made once its address is proven. It holds a password's hash, so it is kept encrypted.</summary>
internal sealed record PendingRegistration(string Login, string Email, string DisplayName, string PasswordHash)
{
    public static PendingRegistration Of(NewUser user) => new(user.Login, user.Email, user.DisplayName, user.Password.Hash);

    public override string ToString() => nameof(PendingRegistration);
}
