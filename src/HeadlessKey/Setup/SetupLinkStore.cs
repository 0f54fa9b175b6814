using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Storage;

namespace HeadlessKey.Setup;

/// <summary>The one-time links, by a hash: the database alone does not let anybody in.</summary>
internal sealed class SetupLinkStore(Database database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public Task AddAsync(string token) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"insert into setup_links (token_hash, expires_at) values ({Hash(token)}, {(time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds()})",
            CancellationToken.None));

    /// <summary>Whether the link could be used now.</summary>
    public async Task<bool> IsUsableAsync(string token, CancellationToken cancellationToken) =>
        await database.FindAsync(
            $"""
            select token_hash from setup_links
            where token_hash = {Hash(token)} and used_at is null and expires_at > {time.GetUtcNow().ToUnixTimeMilliseconds()}
            """,
            row => row.Text("token_hash"),
            cancellationToken) is not null;

    /// <summary>Uses the link up. Of any number of callers, one gets true.</summary>
    public async Task<bool> TryConsumeAsync(Transaction transaction, string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return await transaction.ExecuteAsync(
            $"update setup_links set used_at = {now} where token_hash = {Hash(token)} and used_at is null and expires_at > {now}",
            cancellationToken) == 1;
    }

    /// <summary>Ends every other link: there is an administrator now.</summary>
    public Task DeleteAllAsync(Transaction transaction, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync($"delete from setup_links", cancellationToken);

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
