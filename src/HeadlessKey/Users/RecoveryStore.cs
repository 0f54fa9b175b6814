using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>The ways back in that are open: mailed links and codes, by their hashes. A password that is set closes all of them.</summary>
internal sealed class RecoveryStore(Database database, TimeProvider time) : IExpiringRows
{
    public const string ByLink = "link";
    public const string ByCode = "otp";

    public Task AddAsync(Transaction transaction, Recovery recovery) =>
        transaction.AppendAsync(
            $"""
            insert into recoveries (id, user_id, method, secret_hash, created_at, expires_at)
            values ({recovery.Id}, {recovery.UserId}, {recovery.Method}, {recovery.SecretHash}, {Now},
                    {recovery.ExpiresAt.ToUnixTimeMilliseconds()})
            """,
            CancellationToken.None);

    /// <summary>The link with that hash, if it is this person's and in time.</summary>
    public Task<Recovery?> FindLinkAsync(Transaction transaction, long userId, string secretHash) =>
        transaction.FindAsync(
            $"select * from recoveries where secret_hash = {secretHash} and method = {ByLink} and user_id = {userId} and expires_at > {Now}",
            Map,
            CancellationToken.None);

    /// <summary>The person's newest code, if it is in time. There is one row in the answer whether or not there is a code.</summary>
    public async Task<Recovery?> FindCodeAsync(Transaction transaction, long userId) =>
        (await transaction.ListAsync(
            $"""
            select r.* from (select 1 as one) always left join (
                select * from recoveries where user_id = {userId} and method = {ByCode} and expires_at > {Now} order by created_at desc limit 1) r
                on true
            """,
            row => row.TextOrNull("id") is null ? null : Map(row),
            CancellationToken.None))[0];

    /// <summary>Uses it up. Of any number of callers at once, on any number of nodes, one gets true.</summary>
    public async Task<bool> TryConsumeAsync(Transaction transaction, Recovery recovery) =>
        await transaction.ExecuteAsync(
            $"delete from recoveries where id = {recovery.Id} and expires_at > {Now}", CancellationToken.None) == 1;

    /// <summary>Closes every way of one kind, such as the codes that a newer one replaces.</summary>
    public Task DeleteAsync(Transaction transaction, long userId, string method) =>
        transaction.ExecuteAsync($"delete from recoveries where user_id = {userId} and method = {method}", CancellationToken.None);

    /// <summary>Closes every way back in: what was mailed before a change of the password or the address is worth nothing after it.</summary>
    public Task DeleteAllAsync(Transaction transaction, long userId) =>
        transaction.ExecuteAsync($"delete from recoveries where user_id = {userId}", CancellationToken.None);

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"delete from recoveries where id in (select id from recoveries where expires_at <= {now.ToUnixTimeMilliseconds()} limit 1000)",
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Recovery Map(Row row) =>
        new(row.Text("id"), row.Integer("user_id"), row.Text("method"), row.Text("secret_hash"), row.Time("expires_at"));
}
