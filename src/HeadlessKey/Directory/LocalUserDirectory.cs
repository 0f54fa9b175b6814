using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>People in our own database.</summary>
internal sealed class LocalUserDirectory(UserStore users, PasswordVerifier passwords) : IUserDirectory
{
    public Task<User?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken) =>
        users.FindByLoginAsync(loginOrEmail, cancellationToken);

    public Task<User?> FindByIdAsync(long id, CancellationToken cancellationToken) => users.FindByIdAsync(id, cancellationToken);

    public async Task<PasswordCheck> CheckPasswordAsync(User? user, string password, CancellationToken cancellationToken)
    {
        var check = await passwords.VerifyAsync(user?.PasswordHash, password, cancellationToken);
        if (check == PasswordCheck.Right
            && passwords.IsOutdated(user!.PasswordHash)
            && await passwords.TryHashAsync(password, cancellationToken) is { } stronger)
        {
            await users.UpgradeHashAsync(user, stronger);
        }

        return check;
    }
}
