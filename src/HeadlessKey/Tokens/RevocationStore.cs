using HeadlessKey.Storage;

namespace HeadlessKey.Tokens;

/// <summary>The revocations in the database: what every node learns from.</summary>
internal sealed class RevocationStore(Database database) : IExpiringRows
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10); // for a node whose clock is behind

    public Task AddAsync(Transaction transaction, RevocationEntry entry, CancellationToken cancellationToken) =>
        transaction.AppendAsync(
            $"""
            insert into revocations (session_id, generation, effective_at, expires_at)
            values ({entry.SessionId}, {entry.Generation}, {entry.EffectiveAt.ToUnixTimeMilliseconds()},
                    {entry.ExpiresAt.ToUnixTimeMilliseconds()})
            """,
            cancellationToken);

    /// <summary>What was added behind <paramref name="afterId"/>; from the start, only what still matters.</summary>
    public Task<List<(long Id, RevocationEntry Entry)>> ListAsync(long afterId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select * from revocations where id > {afterId} and ({afterId > 0} or expires_at > {now.ToUnixTimeMilliseconds()}) order by id",
            row => (row.Integer("id"), new RevocationEntry(
                row.Text("session_id"), row.IntegerOrNull("generation"), row.Time("effective_at"), row.Time("expires_at"))),
            cancellationToken);

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"delete from revocations where id in (select id from revocations where expires_at < {(now - Keep).ToUnixTimeMilliseconds()} limit 1000)",
            cancellationToken));
}
