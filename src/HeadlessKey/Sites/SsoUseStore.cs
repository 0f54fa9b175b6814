using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Sites;

/// <summary>What is good once, for one site: nonces, and tokens that were exchanged. Of any number of callers at once, on any number of nodes, one is first.</summary>
internal sealed class SsoUseStore(Database database) : IExpiringRows
{
    // The clock of the node that cleans up may be ahead of the one that is shown the same thing again.
    private static readonly TimeSpan KeepLonger = TimeSpan.FromHours(1);

    public Task<bool> TryUseNonceAsync(string siteKey, string nonce, DateTimeOffset expiresAt) =>
        database.WriteAsync(transaction => TryUseAsync(transaction, siteKey, $"nonce:{SecretHash.Of(nonce)}", expiresAt));

    /// <summary>Uses a token by what was signed of it and, if it has one, by its <c>jti</c>: neither may come twice.</summary>
    public async Task<bool> TryUseTokenAsync(Transaction transaction, string siteKey, string signed, string? jti, DateTimeOffset expiresAt) =>
        await TryUseAsync(transaction, siteKey, $"token:{SecretHash.Of(signed)}", expiresAt)
        && (jti is null || await TryUseAsync(transaction, siteKey, $"jti:{SecretHash.Of(jti)}", expiresAt));

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"""
            delete from sso_used where (site_key, used) in (
                select site_key, used from sso_used where expires_at <= {now.ToUnixTimeMilliseconds()} limit 1000)
            """,
            cancellationToken));

    private static async Task<bool> TryUseAsync(Transaction transaction, string siteKey, string used, DateTimeOffset expiresAt) =>
        await transaction.ExecuteAsync(
            $"""
            insert into sso_used (site_key, used, expires_at) values ({siteKey}, {used}, {(expiresAt + KeepLonger).ToUnixTimeMilliseconds()})
            on conflict (site_key, used) do nothing
            """,
            CancellationToken.None) == 1;
}
