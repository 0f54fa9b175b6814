using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Roles;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>Makes and changes accounts in the directory; what an account may no longer do, its sessions may no longer do either.</summary>
internal sealed class UserAccounts(
    IUserDirectory directory,
    Database database,
    ActorHold hold,
    UserStore users,
    WaysIn ways,
    PasswordPolicy policy,
    SessionEnder ender,
    RevocationList revocationList,
    SecurityEventLog events,
    EmailQueueStore emails,
    TimeProvider time)
{
    /// <summary>
    /// Checks what an account would be made of, and makes the password ready. The address counts as proven when an operator answers for it.
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

        var (prepared, fault) = await PreparePasswordAsync(password, login, email, cancellationToken);
        return prepared is null ? (null, fault) : (new NewUser(login, email, displayName, prepared, roles, emailVerified), null);
    }

    /// <summary>Makes the account with all that belongs to it, and writes down where it came from.</summary>
    public Task<T> CreateAsync<T>(NewUser user, string origin, ClientInfo? client, AccountChange<T> change, Actor? by = null)
        where T : class =>
        directory.CreateAsync(user, change with
        {
            SettleAsync = async (transaction, id) =>
            {
                await events.AppendAsync(transaction, Signed(SecurityEvent.UserCreated(id, origin, client), by), CancellationToken.None);
                return await change.SettleAsync(transaction, id);
            },
        });

    /// <summary>Makes an account that nothing else belongs to.</summary>
    public async Task<(long UserId, AccountFault? Fault)> CreateAsync(NewUser user, string origin, ClientInfo? client, Actor? by = null)
    {
        var change = new AccountChange<Tuple<long, AccountFault?>>
        {
            ClaimAsync = async transaction => await FindActorFaultAsync(transaction, by, subjectId: null) is { } fault ? Tuple.Create(0L, (AccountFault?)fault) : null,
            SettleAsync = async (transaction, id) => Tuple.Create(id, await FindLateActorFaultAsync(transaction, by, id)),
            Refuse = static fault => Tuple.Create(0L, (AccountFault?)fault),
        };
        var created = await CreateAsync(user, origin, client, change, by);
        return (created.Item1, created.Item2);
    }

    /// <summary>Sets the password as an operator does.</summary>
    public async Task<AccountFault?> SetPasswordAsync(long id, string password, CancellationToken cancellationToken, Actor? by = null)
    {
        if (await directory.FindByIdAsync(id, cancellationToken) is not { } user)
        {
            return new AccountFault.NoSuchUser();
        }

        var (prepared, fault) = await PreparePasswordAsync(password, user.Login, user.Email, cancellationToken);
        return prepared is null ? fault : await ApplyAsync(
            by,
            id,
            change => directory.SetPasswordAsync(user, prepared, change),
            transaction => FollowPasswordAsync(transaction, user, Signed(SecurityEvent.UserPasswordSet(id), by), Languages.Default, byMail: false));
    }

    /// <summary>
    /// What follows from another password: every session ends, every other way in is closed (what was mailed before, links with other sites),
    /// and the owner is told by mail. The caller puts what is returned into the <see cref="RevocationList"/> once the transaction has committed.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="user">Whose password, as it was read.</param>
    /// <param name="securityEvent">What goes into the record.</param>
    /// <param name="language">Of the mail, unless the profile has one.</param>
    /// <param name="byMail">Whether the mailbox is all that was proven.</param>
    public async Task<List<RevocationEntry>> FollowPasswordAsync(
        Transaction transaction, User user, SecurityEvent securityEvent, Language language, bool byMail)
    {
        var ended = await ways.FollowPasswordAsync(transaction, user.Id, "password_changed", alsoProvisioned: byMail);
        await events.AppendAsync(transaction, securityEvent, CancellationToken.None);
        await emails.AddAsync(transaction, EmailMessage.PasswordChanged(UserRecipient.Of(user, language), user.Login, time.GetUtcNow()));
        return ended;
    }

    public async Task<AccountFault?> SetRolesAsync(long id, IReadOnlyList<string> roles, Actor? by = null)
    {
        if (FindRolesFault(roles) is { } rolesFault)
        {
            return rolesFault;
        }

        return await directory.FindByIdAsync(id, CancellationToken.None) is not { } user ? new AccountFault.NoSuchUser() : await ApplyAsync(
            by,
            id,
            change => directory.SetRolesAsync(user, roles, change),
            async transaction =>
            {
                await events.AppendAsync(transaction, Signed(SecurityEvent.UserRolesSet(id, roles), by), CancellationToken.None);
                return await ways.FollowRolesAsync(transaction, id);
            });
    }

    public async Task<AccountFault?> DeleteAsync(long id, Actor? by = null) =>
        await directory.FindByIdAsync(id, CancellationToken.None) is not { } user ? new AccountFault.NoSuchUser() : await ApplyAsync(
            by,
            id,
            change => directory.DeleteAsync(user, change),
            async transaction =>
            {
                await events.AppendAsync(transaction, Signed(SecurityEvent.UserDeleted(id), by), CancellationToken.None);
                return await ender.EndAllAsync(transaction, id, "user_deleted", CancellationToken.None);
            });

    /// <summary>Notes that an operator answers for the address.</summary>
    public Task<AccountFault?> VerifyEmailAsync(long id, Actor? by = null) =>
        database.WriteAsync<AccountFault?>(async transaction =>
        {
            if (await FindActorFaultAsync(transaction, by, id) is { } fault)
            {
                return fault;
            }

            if (!await users.SetEmailVerifiedAsync(transaction, id))
            {
                return new AccountFault.NoSuchUser();
            }

            await events.AppendAsync(transaction, Signed(SecurityEvent.UserEmailVerified(id, client: null), by), CancellationToken.None);
            return null;
        });

    public Task<AccountFault?> DisableAsync(long id, Actor? by = null) =>
        SetDisabledAsync(id, disabled: true, by, async transaction =>
        {
            await events.AppendAsync(transaction, Signed(SecurityEvent.UserDisabled(id), by), CancellationToken.None);
            return await ways.FollowDisablingAsync(transaction, id);
        });

    public Task<AccountFault?> EnableAsync(long id, Actor? by = null) =>
        SetDisabledAsync(id, disabled: false, by, async transaction =>
        {
            await events.AppendAsync(transaction, Signed(SecurityEvent.UserEnabled(id), by), CancellationToken.None);
            return [];
        });

    private async Task<AccountFault?> SetDisabledAsync(
        long id, bool disabled, Actor? by, Func<Transaction, Task<List<RevocationEntry>>> followAsync) =>
        await directory.FindByIdAsync(id, CancellationToken.None) is not { } user
            ? new AccountFault.NoSuchUser()
            : await ApplyAsync(by, id, change => directory.SetDisabledAsync(user, disabled, change), followAsync);

    /// <summary>A password that this person may choose, ready to be set.</summary>
    public async Task<(NewPassword? Password, AccountFault? Fault)> PreparePasswordAsync(
        string password, string login, string email, CancellationToken cancellationToken)
    {
        if (await policy.FindFaultsAsync(password, login, email, cancellationToken) is { Count: > 0 } reasons)
        {
            return (null, new AccountFault.PasswordRefused(reasons, policy.Shortest));
        }

        var prepared = await directory.PrepareAsync(password, cancellationToken);
        return prepared is null ? (null, new AccountFault.Busy()) : (prepared, null);
    }

    /// <summary>One change in the directory, and the end of what the account gave out before.</summary>
    public async Task<AccountFault?> ApplyAsync(
        Actor? by,
        long subjectId,
        Func<AccountChange<AccountOutcome>, Task<AccountOutcome>> change,
        Func<Transaction, Task<List<RevocationEntry>>> followAsync)
    {
        var outcome = await change(new AccountChange<AccountOutcome>
        {
            ClaimAsync = async transaction => await FindActorFaultAsync(transaction, by, subjectId) is { } fault ? new AccountOutcome([], fault) : null,
            SettleAsync = async (transaction, id) =>
            {
                var late = await FindLateActorFaultAsync(transaction, by, id);
                return new AccountOutcome(await followAsync(transaction), late);
            },
            Refuse = static fault => new AccountOutcome([], fault),
        });
        outcome.Revoked.ForEach(revocationList.Add);
        return outcome.Fault;
    }

    /// <summary>Holds whoever acts to the end: of two administrators who demote each other at the same moment, one stays.</summary>
    private async Task<AccountFault?> FindActorFaultAsync(Transaction transaction, Actor? by, long? subjectId) =>
        by is null || await hold.TryHoldAsync(transaction, by, subjectId) ? null : new AccountFault.ActorChanged();

    /// <summary>
    /// Where the change was made elsewhere, between two transactions, the one who acts may have been changed meanwhile. What follows from the
    /// change follows all the same, but they are told.
    /// </summary>
    private async Task<AccountFault?> FindLateActorFaultAsync(Transaction transaction, Actor? by, long changed) =>
        directory.IsOurs || by?.User.Id == changed ? null : await FindActorFaultAsync(transaction, by, changed);

    private static SecurityEvent Signed(SecurityEvent securityEvent, Actor? by) =>
        by is null ? securityEvent : securityEvent.By(by.User.Id, by.Client);

    private static AccountFault.Invalid? FindRolesFault(IReadOnlyList<string> roles) =>
        roles.FirstOrDefault(role => !Role.IsValid(role)) is { } wrong
            ? new AccountFault.Invalid("roles", Messages.RoleForm(wrong))
            : null;

    internal sealed record AccountOutcome(List<RevocationEntry> Revoked, AccountFault? Fault);
}
