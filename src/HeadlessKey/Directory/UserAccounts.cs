using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Roles;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>Makes and changes accounts in our own database; what an account may no longer do, its sessions may no longer do either.</summary>
internal sealed class UserAccounts(
    Database database,
    ActorHold hold,
    UserStore users,
    RecoveryStore recoveries,
    PasswordPolicy policy,
    PasswordVerifier passwords,
    SessionEnder ender,
    RevocationList revocationList,
    SecurityEventLog events,
    EmailQueueStore emails,
    EmailVerificationStore verifications,
    SsoLinkStore links,
    TimeProvider time)
{
    /// <summary>
    /// Checks what an account would be made of, and hashes the password. The address counts as proven when an operator answers for it.
    /// </summary>
    public async Task<(NewUser? User, AccountFault? Fault)> PrepareAsync(
        string login, string email, string displayName, string password, IReadOnlyList<string> roles, bool emailVerified,
        CancellationToken cancellationToken)
    {
        if (UserPolicy.FindLoginFault(login, email) is { } loginFault)
        {
            return (null, new AccountFault.Invalid("username", loginFault));
        }

        if (UserPolicy.FindEmailFault(email) is { } emailFault)
        {
            return (null, new AccountFault.Invalid("email", emailFault));
        }

        if (FindRolesFault(roles) is { } rolesFault)
        {
            return (null, rolesFault);
        }

        var (hash, fault) = await HashAsync(password, login, email, cancellationToken);
        return hash is null ? (null, fault) : (new NewUser(login, email, displayName, hash, roles, emailVerified), null);
    }

    public async Task<(long UserId, AccountFault? Fault)> CreateAsync(
        Transaction transaction, NewUser user, string origin, ClientInfo? client, Actor? by = null)
    {
        if (by is not null && !await hold.TryHoldAsync(transaction, by))
        {
            return (0, new AccountFault.ActorChanged());
        }

        switch (await users.CreateAsync(transaction, user, CancellationToken.None))
        {
            case CreateUserResult.LoginTaken:
                return (0, new AccountFault.LoginTaken());
            case CreateUserResult.EmailTaken:
                return (0, new AccountFault.EmailTaken());
            case CreateUserResult.Created created:
                await events.AppendAsync(transaction, Signed(SecurityEvent.UserCreated(created.UserId, origin, client), by), CancellationToken.None);
                return (created.UserId, null);
            case var other:
                throw new InvalidOperationException($"Unexpected {other}.");
        }
    }

    /// <summary>Sets the password as an operator does.</summary>
    public async Task<AccountFault?> SetPasswordAsync(long id, string password, CancellationToken cancellationToken, Actor? by = null)
    {
        if (await users.FindByIdAsync(id, cancellationToken) is not { } user)
        {
            return new AccountFault.NoSuchUser();
        }

        var (hash, fault) = await HashAsync(password, user.Login, user.Email, cancellationToken);
        if (hash is null)
        {
            return fault;
        }

        var (revoked, actorChanged) = await database.WriteAsync(async transaction => by is not null && !await hold.TryHoldAsync(transaction, by, id)
            ? (null, true)
            : (await TrySetPasswordAsync(transaction, user, hash, Signed(SecurityEvent.UserPasswordSet(id), by), Languages.Default, byMail: false), false));
        revoked?.ForEach(revocationList.Add);
        return actorChanged ? new AccountFault.ActorChanged()
            : revoked is null ? new AccountFault.Busy()
            : null;
    }

    /// <summary>
    /// Sets the password, ends every session, closes every other way in (what was mailed before, links with other sites), and tells the owner
    /// by mail. Null: the account changed since it was read. The caller puts what is returned into the <see cref="RevocationList"/> once the
    /// transaction has committed.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="user">Whose password, as it was read.</param>
    /// <param name="hash">The new password's.</param>
    /// <param name="securityEvent">What goes into the record.</param>
    /// <param name="language">Of the mail, unless the profile has one.</param>
    /// <param name="byMail">
    /// Whether the mailbox is all that was proven. Then the link that the account was made for goes too: its maker may only have claimed the address.
    /// </param>
    public async Task<List<RevocationEntry>?> TrySetPasswordAsync(
        Transaction transaction, User user, string hash, SecurityEvent securityEvent, Language language, bool byMail)
    {
        if (!await users.TrySetPasswordAsync(transaction, user, hash, CancellationToken.None))
        {
            return null;
        }

        await recoveries.DeleteAllAsync(transaction, user.Id);
        foreach (var site in await links.RemoveAllAsync(transaction, user.Id, alsoProvisioned: byMail))
        {
            await events.AppendAsync(transaction, SecurityEvent.SsoUnlinked(user.Id, site, "new_password"), CancellationToken.None);
        }

        var ended = await ender.EndAllAsync(transaction, user.Id, "password_changed", CancellationToken.None);

        // A thief who asked for another address must not get it after the owner has shut the door.
        await verifications.DeleteOfUserAsync(transaction, user.Id);
        await events.AppendAsync(transaction, securityEvent, CancellationToken.None);
        await emails.AddAsync(transaction, EmailMessage.PasswordChanged(UserRecipient.Of(user, language), user.Login, time.GetUtcNow()));
        return ended;
    }

    public async Task<AccountFault?> SetRolesAsync(long id, IReadOnlyList<string> roles, Actor? by = null) =>
        FindRolesFault(roles)
        ?? await ChangeAsync(id, SecurityEvent.UserRolesSet(id, roles), by, async transaction =>
            await users.SetRolesAsync(transaction, id, roles, CancellationToken.None)
                ? await ender.SupersedeAllAsync(transaction, id, CancellationToken.None)
                : null);

    /// <summary>Notes that an operator answers for the address.</summary>
    public Task<AccountFault?> VerifyEmailAsync(long id, Actor? by = null) =>
        ChangeAsync(id, SecurityEvent.UserEmailVerified(id, client: null), by, async transaction =>
            await users.SetEmailVerifiedAsync(transaction, id) ? [] : null);

    public Task<AccountFault?> DisableAsync(long id, Actor? by = null) =>
        ChangeAsync(id, SecurityEvent.UserDisabled(id), by, async transaction =>
        {
            if (!await users.SetDisabledAsync(transaction, id, disabled: true, CancellationToken.None))
            {
                return null;
            }

            await recoveries.DeleteAllAsync(transaction, id); // so that none of them wakes up with the account
            return await ender.EndAllAsync(transaction, id, "user_disabled", CancellationToken.None);
        });

    public Task<AccountFault?> EnableAsync(long id, Actor? by = null) =>
        ChangeAsync(id, SecurityEvent.UserEnabled(id), by, async transaction =>
            await users.SetDisabledAsync(transaction, id, disabled: false, CancellationToken.None) ? [] : null);

    public Task<AccountFault?> DeleteAsync(long id, Actor? by = null) =>
        ChangeAsync(id, SecurityEvent.UserDeleted(id), by, async transaction =>
            await users.DeleteAsync(transaction, id, CancellationToken.None)
                ? await ender.EndAllAsync(transaction, id, "user_deleted", CancellationToken.None)
                : null);

    /// <summary>One change of one account with its event and the end of what it gave out. A change that returns null found nobody.</summary>
    private async Task<AccountFault?> ChangeAsync(
        long id, SecurityEvent securityEvent, Actor? by, Func<Transaction, Task<List<RevocationEntry>?>> change)
    {
        var (revoked, fault) = await database.WriteAsync<(List<RevocationEntry>? Revoked, AccountFault? Fault)>(async transaction =>
        {
            if (by is not null && !await hold.TryHoldAsync(transaction, by, id))
            {
                return (null, new AccountFault.ActorChanged());
            }

            if (await change(transaction) is not { } ended)
            {
                return (null, new AccountFault.NoSuchUser());
            }

            await events.AppendAsync(transaction, Signed(securityEvent, by), CancellationToken.None);
            return (ended, null);
        });
        revoked?.ForEach(revocationList.Add);
        return fault;
    }

    /// <summary>A hash of a password that this person may choose.</summary>
    public async Task<(string? Hash, AccountFault? Fault)> HashAsync(
        string password, string login, string email, CancellationToken cancellationToken)
    {
        if (await policy.FindFaultsAsync(password, login, email, cancellationToken) is { Count: > 0 } reasons)
        {
            return (null, new AccountFault.PasswordRefused(reasons));
        }

        var hash = await passwords.TryHashAsync(password, cancellationToken);
        return hash is null ? (null, new AccountFault.Busy()) : (hash, null);
    }

    private static SecurityEvent Signed(SecurityEvent securityEvent, Actor? by) =>
        by is null ? securityEvent : securityEvent.By(by.User.Id, by.Client);

    private static AccountFault.Invalid? FindRolesFault(IReadOnlyList<string> roles) =>
        roles.FirstOrDefault(role => !Role.IsValid(role)) is { } wrong
            ? new AccountFault.Invalid("roles", Messages.RoleForm(wrong))
            : null;
}
