using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>Where people and their passwords live. Sessions, tokens and the record never do: those are always ours.</summary>
internal interface IUserDirectory
{
    Task<User?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken);

    Task<User?> FindByIdAsync(long id, CancellationToken cancellationToken);

    /// <summary>Checks the password. When there is no such user it takes as long, and is wrong.</summary>
    Task<PasswordCheck> CheckPasswordAsync(User? user, string password, CancellationToken cancellationToken);
}
