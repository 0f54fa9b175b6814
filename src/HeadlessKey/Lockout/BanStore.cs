using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.Lockout;

/// <summary>The banned networks in the database.</summary>
internal sealed class BanStore(Database database, SecurityEventLog events, TimeProvider time)
{
    /// <summary>The bans in force.</summary>
    public Task<List<Ban>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select network, reason, expires_at from bans where expires_at is null or expires_at > {Now} order by created_at, network",
            Map,
            cancellationToken);

    /// <summary>The networks that are locked out of signing in for now, because too much was guessed from there.</summary>
    public Task<List<Ban>> ListLockedAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select network, 'guessing' as reason, locked_until as expires_at from attempts
            where subject = '' and locked_until > {Now} order by locked_until, network limit 1000
            """,
            Map,
            cancellationToken);

    public Task<int> AddAsync(Ban ban, IAuthor? by = null) =>
        database.WriteAsync(by, async transaction =>
        {
            transaction.WakeOthers();
            await events.AppendAsync(transaction, SecurityEvent.NetworkBanned(ban.Network, ban.Reason).By(by), CancellationToken.None);
            return await transaction.ExecuteAsync(
                $"""
                insert into bans (network, reason, created_at, expires_at)
                values ({ban.Network}, {ban.Reason}, {Now}, {ban.ExpiresAt?.ToUnixTimeMilliseconds()})
                on conflict (network) do update set reason = excluded.reason, expires_at = excluded.expires_at
                """,
                CancellationToken.None);
        });

    /// <summary>Lifts a ban, and the lock that guessing has put on the network. False: there was neither.</summary>
    public Task<bool> RemoveAsync(string network, IAuthor? by = null) =>
        database.WriteAsync(by, async transaction =>
        {
            transaction.WakeOthers();
            var bans = await transaction.ExecuteAsync($"delete from bans where network = {network}", CancellationToken.None);
            var lifted = bans + await transaction.ExecuteAsync($"delete from attempts where subject = '' and network = {network}", CancellationToken.None) > 0;
            if (lifted)
            {
                await events.AppendAsync(transaction, SecurityEvent.NetworkLetIn(network).By(by), CancellationToken.None);
            }

            return lifted;
        });

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Ban Map(Row row) => new(row.Text("network"), row.Text("reason"), row.TimeOrNull("expires_at"));
}
