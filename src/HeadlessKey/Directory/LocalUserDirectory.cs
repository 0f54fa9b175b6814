using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>People in our own database: every change is one transaction with all that belongs to it.</summary>
internal sealed class LocalUserDirectory(Database database, UserStore users, ProfileStore profiles, PasswordVerifier passwords) : IUserDirectory
{
    public bool IsOurs => true;

    public Task<User?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken) =>
        users.FindByLoginAsync(loginOrEmail, cancellationToken);

    public Task<User?> FindByIdAsync(long id, CancellationToken cancellationToken) => users.FindByIdAsync(id, cancellationToken);

    public Task CatchUpAsync(long id, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<CredentialCheck> CheckPasswordAsync(
        User? known, string login, string password, ClientInfo client, CancellationToken cancellationToken)
    {
        var outcome = await passwords.VerifyAsync(known?.PasswordHash, password, cancellationToken);
        if (outcome != PasswordCheck.Right)
        {
            return new CredentialCheck(outcome, User: null);
        }

        if (passwords.IsOutdated(known!.PasswordHash) && await passwords.TryHashAsync(password, cancellationToken) is { } stronger)
        {
            await users.UpgradeHashAsync(known, stronger);
        }

        return new CredentialCheck(outcome, known);
    }

    public async Task<NewPassword?> PrepareAsync(string password, CancellationToken cancellationToken) =>
        await passwords.TryHashAsync(password, cancellationToken) is { } hash ? NewPassword.Hashed(hash) : null;

    public Task<T> CreateAsync<T>(NewUser user, AccountChange<T> change)
        where T : class =>
        RunAsync(change, async transaction => await users.CreateAsync(transaction, user, CancellationToken.None) switch
        {
            CreateUserResult.Created created => (created.UserId, null),
            CreateUserResult.EmailTaken => (0, new AccountFault.EmailTaken()),
            _ => (0, (AccountFault?)new AccountFault.LoginTaken()),
        });

    public Task<T> SetPasswordAsync<T>(User user, NewPassword password, AccountChange<T> change)
        where T : class =>
        RunAsync(change, user, transaction => users.TrySetPasswordAsync(transaction, user, password.Hash, CancellationToken.None));

    public Task<T> SetEmailAsync<T>(User user, string email, AccountChange<T> change)
        where T : class =>
        database.WriteAsync(
            transaction => RunAsync(transaction, change, () => OfAsync(user, users.TrySetEmailAsync(transaction, user, email))),
            whenTaken: change.Refuse(new AccountFault.EmailTaken()));

    public Task<T> ChangeProfileAsync<T>(User user, ProfileChange profile, AccountChange<T> change)
        where T : class =>
        RunAsync(change, user, async transaction =>
        {
            await profiles.UpdateAsync(transaction, user.Id, profile);
            return true;
        });

    public Task<T> SetRolesAsync<T>(User user, IReadOnlyList<string> roles, AccountChange<T> change)
        where T : class =>
        RunAsync(change, user, transaction => users.SetRolesAsync(transaction, user.Id, roles, CancellationToken.None));

    public Task<T> SetDisabledAsync<T>(User user, bool disabled, AccountChange<T> change)
        where T : class =>
        RunAsync(change, user, transaction => users.SetDisabledAsync(transaction, user.Id, disabled, CancellationToken.None));

    public Task<T> DeleteAsync<T>(User user, AccountChange<T> change)
        where T : class =>
        RunAsync(change, user, transaction => users.DeleteAsync(transaction, user.Id, CancellationToken.None));

    private Task<T> RunAsync<T>(AccountChange<T> change, User user, Func<Transaction, Task<bool>> tryChangeAsync)
        where T : class =>
        RunAsync(change, transaction => OfAsync(user, tryChangeAsync(transaction)));

    private Task<T> RunAsync<T>(AccountChange<T> change, Func<Transaction, Task<(long UserId, AccountFault? Fault)>> changeAsync)
        where T : class =>
        database.WriteAsync(transaction => RunAsync(transaction, change, () => changeAsync(transaction)));

    private static async Task<T> RunAsync<T>(
        Transaction transaction, AccountChange<T> change, Func<Task<(long UserId, AccountFault? Fault)>> changeAsync)
        where T : class
    {
        if (await change.ClaimAsync(transaction) is { } refusal)
        {
            return refusal;
        }

        var (userId, fault) = await changeAsync();
        if (fault is null)
        {
            return await change.SettleAsync(transaction, userId);
        }

        transaction.Undo();
        return change.Refuse(fault);
    }

    // False: it is another account by now, or none. A new try sees how it stands.
    private static async Task<(long UserId, AccountFault? Fault)> OfAsync(User user, Task<bool> changed) =>
        await changed ? (user.Id, null) : (0, new AccountFault.Busy());
}
