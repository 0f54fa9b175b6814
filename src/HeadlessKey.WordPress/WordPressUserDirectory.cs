using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Storage;
using HeadlessKey.Users;
using HeadlessKey.WordPress.Connector;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.WordPress;

/// <summary>People who live in WordPress. Each answer of the site brings our row of the person up to date.</summary>
internal sealed partial class WordPressUserDirectory(
    WordPressSite site, UserCopies copies, UserStore users, Database database, ILogger<WordPressUserDirectory> logger) : IUserDirectory
{
    public bool IsOurs => false;

    public async Task<User?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken)
    {
        if (await site.FindByLoginAsync(loginOrEmail.Trim(), cancellationToken) is { } copy)
        {
            return await TakeAsync(copy, cancellationToken);
        }

        // Whoever had the name by our rows has another by now, or is gone.
        if (await users.FindByLoginAsync(loginOrEmail, cancellationToken) is { } renamed)
        {
            await CatchUpAsync(renamed.Id, cancellationToken);
        }

        return null;
    }

    public async Task<User?> FindByIdAsync(long id, CancellationToken cancellationToken)
    {
        if (await site.FindByIdAsync(id, cancellationToken) is { } copy)
        {
            return await TakeAsync(copy, cancellationToken);
        }

        await copies.ForgetAsync(id);
        return null;
    }

    public Task CatchUpAsync(long id, CancellationToken cancellationToken) => FindByIdAsync(id, cancellationToken);

    public async Task<CredentialCheck> CheckPasswordAsync(
        User? known, string login, string password, ClientInfo client, CancellationToken cancellationToken)
    {
        try
        {
            switch (await site.VerifyAsync(login.Trim(), password, client.Address, cancellationToken))
            {
                case VerifyResult.Right right:
                    return new CredentialCheck(PasswordCheck.Right, await TakeAsync(right.User, cancellationToken));
                case VerifyResult.Disabled:
                    // Only who knows the password comes here: the caller says what the account is.
                    return await FindByLoginAsync(login, cancellationToken) is { IsDisabled: true } disabled
                        ? new CredentialCheck(PasswordCheck.Right, disabled)
                        : CredentialCheck.Busy;
                default:
                    return CredentialCheck.Wrong;
            }
        }
        catch (UnavailableException)
        {
            return CredentialCheck.Busy;
        }
    }

    public Task<NewPassword?> PrepareAsync(string password, CancellationToken cancellationToken) =>
        Task.FromResult<NewPassword?>(NewPassword.AsTyped(password)); // WordPress hashes it, in its own way

    public Task<T> CreateAsync<T>(NewUser user, AccountChange<T> change)
        where T : class =>
        user.Roles is [var role]
            ? ChangeAsync(
                change with { SettleAsync = (transaction, id) => SettleNewAsync(transaction, id, user, change) },
                () => site.CreateAsync(user, role))
            : Task.FromResult(change.Refuse(new AccountFault.Invalid("roles", Messages.OneRole)));

    public Task<T> SetPasswordAsync<T>(User user, NewPassword password, AccountChange<T> change)
        where T : class =>
        ChangeAsync(change, () => site.SetPasswordAsync(user, password));

    public Task<T> SetEmailAsync<T>(User user, string email, AccountChange<T> change)
        where T : class =>
        ChangeAsync(
            change with
            {
                SettleAsync = async (transaction, id) =>
                {
                    await users.SetEmailVerifiedAsync(transaction, id);
                    return await change.SettleAsync(transaction, id);
                },
            },
            () => site.UpdateAsync(user.Id, new UpdateCall { Email = email }));

    public Task<T> ChangeProfileAsync<T>(User user, ProfileChange profile, AccountChange<T> change)
        where T : class =>
        profile.FieldsChangedIn(user).Any()
            ? ChangeAsync(change, () => site.UpdateAsync(user.Id, new UpdateCall
            {
                DisplayName = profile.DisplayName,
                FirstName = profile.FirstName,
                LastName = profile.LastName,
                Nickname = profile.Nickname,
                Locale = profile.Locale,
            }))
            : database.WriteAsync(async transaction => await change.ClaimAsync(transaction) ?? await change.SettleAsync(transaction, user.Id));

    public Task<T> SetDisabledAsync<T>(User user, bool disabled, AccountChange<T> change)
        where T : class =>
        ChangeAsync(change, () => site.UpdateAsync(user.Id, new UpdateCall { Disabled = disabled }));

    /// <summary>A role is power over the site, so it is given there.</summary>
    public Task<T> SetRolesAsync<T>(User user, IReadOnlyList<string> roles, AccountChange<T> change)
        where T : class =>
        Task.FromResult(change.Refuse(new AccountFault.DoneElsewhere()));

    /// <summary>What becomes of somebody's posts is decided there, too.</summary>
    public Task<T> DeleteAsync<T>(User user, AccountChange<T> change)
        where T : class =>
        Task.FromResult(change.Refuse(new AccountFault.DoneElsewhere()));

    private async Task<User> TakeAsync(UserCopy copy, CancellationToken cancellationToken) =>
        await copies.TakeAsync(copy, cancellationToken)
        ?? throw new UnavailableException($"What WordPress said of user {copy.Id} was out of date when it arrived.");

    private async Task<T> SettleNewAsync<T>(Transaction transaction, long id, NewUser user, AccountChange<T> change)
        where T : class
    {
        if (user.EmailVerified)
        {
            await users.SetEmailVerifiedAsync(transaction, id);
        }

        return await change.SettleAsync(transaction, id);
    }

    /// <summary>Claimed, made, settled: see decision 28 for what is where when it stops in between.</summary>
    private async Task<T> ChangeAsync<T>(AccountChange<T> change, Func<Task<ChangeOutcome>> changeAsync)
        where T : class
    {
        if (await database.WriteAsync(change.ClaimAsync) is { } refusal)
        {
            return refusal;
        }

        switch (await changeAsync())
        {
            case ChangeOutcome.Made made:
                return await database.WriteAsync(async transaction =>
                {
                    await copies.PlaceAsync(transaction, made.User);
                    return await change.SettleAsync(transaction, made.User.Id);
                });
            case ChangeOutcome.Refused refused:
                await database.WriteAsync(async transaction =>
                {
                    await change.GiveBackAsync(transaction);
                    return true;
                });
                return change.Refuse(refused.Fault);
            default:
                Log.Unknown(logger); // what was claimed stays used up: a link must not serve twice
                return change.Refuse(new AccountFault.Busy());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.DirectoryChangeUnknown, LogLevel.Warning, "WordPress was told to change an account, but its answer is lost: whether it did is not known")]
        public static partial void Unknown(ILogger logger);
    }
}
