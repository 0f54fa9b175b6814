using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Setup;

/// <summary>The one-time links, by a hash: the database alone does not let anybody in.</summary>
internal sealed class SetupLinkStore(Database database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public Task AddAsync(string token) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"insert into setup_links (token_hash, expires_at) values ({SecretHash.Of(token)}, {(time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds()})",
            CancellationToken.None));

    /// <summary>Whether the link could be used now.</summary>
    public async Task<bool> IsUsableAsync(string token, CancellationToken cancellationToken) =>
        await database.FindAsync(
            $"""
            select token_hash from setup_links
            where token_hash = {SecretHash.Of(token)} and expires_at > {time.GetUtcNow().ToUnixTimeMilliseconds()}
            """,
            row => row.Text("token_hash"),
            cancellationToken) is not null;

    /// <summary>
    /// Uses the link up, and with it every other: one administrator is all they are for. Of any number of callers, with the
    /// same link or with different ones, one gets true.
    /// </summary>
    public async Task<bool> TryConsumeAsync(Transaction transaction, string token, CancellationToken cancellationToken)
    {
        var deleted = await transaction.ListAsync(
            $"delete from setup_links returning token_hash, expires_at",
            row => (TokenHash: row.Text("token_hash"), ExpiresAt: row.Time("expires_at")),
            cancellationToken);
        return deleted.Exists(link => link.TokenHash == SecretHash.Of(token) && link.ExpiresAt > time.GetUtcNow());
    }
}
