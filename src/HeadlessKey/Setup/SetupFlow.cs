using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Setup;

/// <summary>The first administrator: from the one-time link, or from the environment. Possible only while there is none.</summary>
internal sealed class SetupFlow(
    IUserDirectory directory, Database database, UserStore users, UserAccounts accounts, SetupLinkStore links)
{
    /// <summary>Whether there is no administrator yet. Where people live elsewhere, that is nothing to be made here.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken) =>
        directory.IsOurs
        && await database.WriteAsync(async transaction => !await users.AnyWithRoleAsync(transaction, Role.Administrator, cancellationToken));

    /// <summary>Makes a new one-time link and returns what it carries; only this once can it be seen.</summary>
    public async Task<string> IssueLinkAsync()
    {
        var token = RandomId.Secret();
        await links.AddAsync(token);
        return token;
    }

    public async Task<SetupResult> RunAsync(SetupRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Without a link nobody gets further: hashing a password for anybody who asks would be a gift to a flood. Nor is it put on record,
        //    which anybody could fill so.
        if (!await links.IsUsableAsync(request.Token, cancellationToken))
        {
            return new SetupResult.InvalidLink();
        }

        // 2. What would be refused anyway must not cost the link its one use.
        var (prepared, fault) = await accounts.PrepareAsync(
            request.Username, request.Email, request.Username, request.Password, [Role.Administrator], emailVerified: true,
            cancellationToken);
        if (prepared is null)
        {
            return new SetupResult.Refused(fault!);
        }

        // 3. The link's use and the account stand or fall together.
        return await accounts.CreateAsync(prepared, "setup", client, new AccountChange<SetupResult>
        {
            ClaimAsync = async transaction =>
            {
                if (await links.TryConsumeAsync(transaction, request.Token, CancellationToken.None)
                    && !await users.AnyWithRoleAsync(transaction, Role.Administrator, CancellationToken.None))
                {
                    return null;
                }

                transaction.Undo();
                return new SetupResult.InvalidLink();
            },
            SettleAsync = static (_, _) => Task.FromResult<SetupResult>(new SetupResult.Created()),
            Refuse = static fault => new SetupResult.Refused(fault),
        });
    }
}
