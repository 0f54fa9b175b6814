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
                user.EmailVerified ? Proving(user.Email, change) : change, account: null, intended: null, () => site.CreateAsync(user, role))
            : Task.FromResult(change.Refuse(new AccountFault.Invalid("roles", Messages.OneRole)));

    public Task<T> SetPasswordAsync<T>(User user, NewPassword password, AccountChange<T> change)
        where T : class =>
        ChangeAsync(change, user, UserCopies.Password, () => site.SetPasswordAsync(user, password));

    public Task<T> SetEmailAsync<T>(User user, string email, AccountChange<T> change)
        where T : class =>
        ChangeAsync(
            Proving(email, change), user, UserCopies.Email, () => site.UpdateAsync(user.Id, new UpdateCall { Email = email, Stamp = user.Stamp }));

    public Task<T> ChangeProfileAsync<T>(User user, ProfileChange profile, AccountChange<T> change)
        where T : class =>
        profile.FieldsChangedIn(user).Any()
            ? ChangeAsync(change, user, intended: null, () => site.UpdateAsync(user.Id, new UpdateCall
            {
                Stamp = user.Stamp,
                DisplayName = profile.DisplayName,
                FirstName = profile.FirstName,
                LastName = profile.LastName,
                Nickname = profile.Nickname,
                Locale = profile.Locale,
            }))
            : database.WriteAsync(async transaction => await change.ClaimAsync(transaction) ?? await change.SettleAsync(transaction, user.Id));

    public Task<T> SetDisabledAsync<T>(User user, bool disabled, AccountChange<T> change)
        where T : class =>
        ChangeAsync(change, user, UserCopies.Disabled, () => site.UpdateAsync(user.Id, new UpdateCall { Disabled = disabled }));

    /// <summary>A role is power over the site: its owner says there which ones this server may give and take away.</summary>
    public Task<T> SetRolesAsync<T>(User user, IReadOnlyList<string> roles, AccountChange<T> change)
        where T : class =>
        ChangeAsync(change, user, UserCopies.Roles, () => site.SetRolesAsync(user, roles));

    /// <summary>What becomes of somebody's posts is decided there.</summary>
    public Task<T> DeleteAsync<T>(User user, AccountChange<T> change)
        where T : class =>
        Task.FromResult(change.Refuse(new AccountFault.DoneElsewhere()));

    private async Task<User> TakeAsync(UserCopy copy, CancellationToken cancellationToken) =>
        await copies.TakeAsync(copy, cancellationToken)
        ?? throw new UnavailableException($"What WordPress said of user {copy.Id} was out of date when it arrived.");

    /// <summary>The change, after which this address is proven, if it is the one that the account has then.</summary>
    private AccountChange<T> Proving<T>(string email, AccountChange<T> change)
        where T : class =>
        change with
        {
            SettleAsync = async (transaction, id) =>
            {
                await users.TryVerifyEmailAsync(transaction, id, email);
                return await change.SettleAsync(transaction, id);
            },
        };

    /// <summary>Claimed, made, settled: see decision 28 for what is where when it stops in between.</summary>
    /// <param name="change">What belongs to it here.</param>
    /// <param name="account">Whose it is, as read; null: a new one.</param>
    /// <param name="intended">What is to change, of what has consequences.</param>
    /// <param name="changeAsync">The call.</param>
    private async Task<T> ChangeAsync<T>(AccountChange<T> change, User? account, string? intended, Func<Task<ChangeOutcome>> changeAsync)
        where T : class
    {
        if (await database.WriteAsync(change.ClaimAsync) is { } refusal)
        {
            return refusal;
        }

        switch (await changeAsync())
        {
            case ChangeOutcome.Made made:
                return await copies.SettleAsync(made.User, intended, transaction => change.SettleAsync(transaction, made.User.Id));
            case ChangeOutcome.Refused refused:
                await GiveBackAsync(change, account);
                return change.Refuse(refused.Fault);
            case ChangeOutcome.Outdated:
                return change.Refuse(new AccountFault.Busy()); // what was claimed was for the account as it was
            default:
                Log.Unknown(logger); // what was claimed stays used up: a link must not serve twice
                return change.Refuse(new AccountFault.Busy());
        }
    }

    /// <summary>Gives back what was claimed, unless the account has become another since: then its owner must ask anew.</summary>
    private Task<bool> GiveBackAsync<T>(AccountChange<T> change, User? account)
        where T : class =>
        database.WriteAsync(async transaction =>
        {
            var unchanged = account is null || await users.TryHoldAsync(transaction, account);
            if (unchanged)
            {
                await change.GiveBackAsync(transaction);
            }

            return unchanged;
        });

    private static partial class Log
    {
        [LoggerMessage(LogIds.DirectoryChangeUnknown, LogLevel.Warning, "WordPress was told to change an account, but its answer is lost: whether it did is not known")]
        public static partial void Unknown(ILogger logger);
    }
}
