using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>
/// Where people and their passwords live. Sessions, tokens, lockouts and the record never do: those are always ours. Whoever it finds has a
/// row among our users, so that what is ours can be decided there, in one transaction.
/// </summary>
/// <exception cref="UnavailableException">The directory does not answer. Nothing is allowed then.</exception>
internal interface IUserDirectory
{
    /// <summary>Whether people live in our own database. Elsewhere they are made, listed and deleted elsewhere, too.</summary>
    bool IsOurs { get; }

    /// <summary>By login or by e-mail address, as the person is now.</summary>
    Task<User?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken);

    /// <summary>The person as they are now.</summary>
    Task<User?> FindByIdAsync(long id, CancellationToken cancellationToken);

    /// <summary>
    /// Brings our row of the person up to date; what they may no longer do, such as use a session from before a new password, has ended when
    /// it returns.
    /// </summary>
    Task CatchUpAsync(long id, CancellationToken cancellationToken);

    /// <summary>Checks a password. When there is no such user it takes as long, and is wrong.</summary>
    /// <param name="known">Who it seems to be, by our rows; null for nobody we know.</param>
    /// <param name="login">The login or e-mail address, as typed.</param>
    /// <param name="password">The password, as typed.</param>
    /// <param name="client">From where it comes, for whoever counts guesses over there.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    Task<CredentialCheck> CheckPasswordAsync(User? known, string login, string password, ClientInfo client, CancellationToken cancellationToken);

    /// <summary>Makes a password ready to be set. Null: too many are being made.</summary>
    Task<NewPassword?> PrepareAsync(string password, CancellationToken cancellationToken);

    /// <summary>Makes the account. Of many who want one name at once, one gets it.</summary>
    Task<T> CreateAsync<T>(NewUser user, AccountChange<T> change)
        where T : class;

    /// <summary>Sets the password, if the account still is what was read.</summary>
    Task<T> SetPasswordAsync<T>(User user, NewPassword password, AccountChange<T> change)
        where T : class;

    /// <summary>Sets an address that has been proven, if the account still is what was read.</summary>
    Task<T> SetEmailAsync<T>(User user, string email, AccountChange<T> change)
        where T : class;

    /// <summary>Changes what was given and nothing else.</summary>
    Task<T> ChangeProfileAsync<T>(User user, ProfileChange profile, AccountChange<T> change)
        where T : class;

    Task<T> SetRolesAsync<T>(User user, IReadOnlyList<string> roles, AccountChange<T> change)
        where T : class;

    Task<T> SetDisabledAsync<T>(User user, bool disabled, AccountChange<T> change)
        where T : class;

    Task<T> DeleteAsync<T>(User user, AccountChange<T> change)
        where T : class;
}
