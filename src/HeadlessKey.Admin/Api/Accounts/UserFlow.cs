using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Lockout;
using HeadlessKey.Roles;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary>What administrators do to accounts. Nobody may take the account away that they are working with, so that one always is left.</summary>
internal sealed class UserFlow(UserAccounts accounts, UserStore users, AttemptGate attempts, SecurityEventLog events, Database database)
{
    public async Task<(User? User, AccountFault? Fault)> CreateAsync(AdminCaller caller, CreateUserRequest request, CancellationToken cancellationToken)
    {
        var (prepared, fault) = await accounts.PrepareAsync(
            request.Login, request.Email, request.DisplayName, request.Password, request.Roles, emailVerified: true, cancellationToken);
        if (prepared is null)
        {
            // The account calls it as registration does.
            return (null, fault is AccountFault.Invalid { Parameter: "username" } invalid ? invalid with { Parameter = "login" } : fault);
        }

        var (id, taken) = await accounts.CreateAsync(prepared, "admin", caller.Client, caller.Actor);
        return taken is null ? (await users.FindByIdAsync(id, cancellationToken), null) : (null, taken);
    }

    public async Task<AccountFault?> SetRolesAsync(AdminCaller caller, long id, IReadOnlyList<string> roles) =>
        id == caller.User.Id && !roles.Contains(Role.Administrator, StringComparer.Ordinal)
            ? new AccountFault.OwnAccount()
            : await accounts.SetRolesAsync(id, roles, caller.Actor);

    public async Task<AccountFault?> DisableAsync(AdminCaller caller, long id) =>
        id == caller.User.Id ? new AccountFault.OwnAccount() : await accounts.DisableAsync(id, caller.Actor);

    public async Task<AccountFault?> DeleteAsync(AdminCaller caller, long id) =>
        id == caller.User.Id ? new AccountFault.OwnAccount() : await accounts.DeleteAsync(id, caller.Actor);

    public async Task<AccountFault?> UnlockAsync(AdminCaller caller, long id, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(id, cancellationToken) is null)
        {
            return new AccountFault.NoSuchUser();
        }

        await database.WriteAsync(async transaction =>
        {
            await caller.HoldAsync(transaction);
            await events.AppendAsync(transaction, SecurityEvent.UserUnlocked(id).By(caller), CancellationToken.None);
            return await attempts.UnlockAsync(transaction, id);
        });
        return null;
    }
}
