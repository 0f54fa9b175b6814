using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Sessions;

/// <summary>The admin sessions in the database, by a hash: the database alone lets nobody in.</summary>
internal sealed class AdminSessionStore(Database database, TimeProvider time) : IExpiringRows
{
    public Task CreateAsync(Transaction transaction, AdminSession session, ClientInfo client) =>
        transaction.ExecuteAsync(
            $"""
            insert into admin_sessions (secret_hash, user_id, user_version, created_at, seen_at, confirmed_at, address, user_agent)
            values ({session.Id}, {session.UserId}, {session.UserVersion}, {session.CreatedAt.ToUnixTimeMilliseconds()},
                    {session.SeenAt.ToUnixTimeMilliseconds()}, {session.ConfirmedAt.ToUnixTimeMilliseconds()}, {client.Address}, {client.UserAgent})
            """,
            CancellationToken.None);

    /// <summary>The session, if it is alive, without its life getting any longer.</summary>
    public Task<AdminSession?> FindAsync(string secret, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"""
            select * from admin_sessions
            where secret_hash = {SecretHash.Of(secret)} and seen_at > {Since(AdminSession.IdleLimit)} and created_at > {Since(AdminSession.AbsoluteLimit)}
            """,
            Map,
            cancellationToken);

    /// <summary>The session, if it is alive, which it stays for another while. One statement: what has ended meanwhile is not revived.</summary>
    public Task<AdminSession?> UseAsync(string secret) =>
        database.WriteAsync(transaction => transaction.FindAsync(
            $"""
            update admin_sessions set seen_at = {Now}
            where secret_hash = {SecretHash.Of(secret)} and seen_at > {Since(AdminSession.IdleLimit)} and created_at > {Since(AdminSession.AbsoluteLimit)}
            returning *
            """,
            Map,
            CancellationToken.None));

    /// <summary>
    /// Takes the session's row, if it is alive still, and confirmed where that is asked for. The update changes nothing, but nobody can end
    /// the session until this transaction does.
    /// </summary>
    public async Task<bool> TryHoldAsync(Transaction transaction, AdminSession session, bool confirmed) =>
        await transaction.ExecuteAsync(
            $"""
            update admin_sessions set seen_at = seen_at
            where secret_hash = {session.Id} and seen_at > {Since(AdminSession.IdleLimit)} and created_at > {Since(AdminSession.AbsoluteLimit)}
                and confirmed_at > {(confirmed ? Since(AdminSession.ConfirmedFor) : long.MinValue)}
            """,
            CancellationToken.None) == 1;

    /// <summary>Notes that the password was typed once more. Null: the session has ended meanwhile.</summary>
    public Task<AdminSession?> ConfirmAsync(Transaction transaction, string secret) =>
        transaction.FindAsync(
            $"update admin_sessions set confirmed_at = {Now} where secret_hash = {SecretHash.Of(secret)} returning *", Map, CancellationToken.None);

    /// <summary>Ends the session. False: there was none.</summary>
    public async Task<bool> EndAsync(Transaction transaction, string secret) =>
        await transaction.ExecuteAsync($"delete from admin_sessions where secret_hash = {SecretHash.Of(secret)}", CancellationToken.None) == 1;

    /// <summary>Ends the user's sessions, but for the one that asks for it, if one does.</summary>
    public Task EndAllAsync(Transaction transaction, long userId, AdminSession? askedBy) =>
        transaction.ExecuteAsync(
            $"delete from admin_sessions where user_id = {userId} and secret_hash <> {askedBy?.Id ?? string.Empty}", CancellationToken.None);

    /// <summary>The same for everybody's.</summary>
    public Task EndEveryoneAsync(Transaction transaction, AdminSession? askedBy) =>
        transaction.ExecuteAsync($"delete from admin_sessions where secret_hash <> {askedBy?.Id ?? string.Empty}", CancellationToken.None);

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"""
            delete from admin_sessions
            where seen_at <= {(now - AdminSession.IdleLimit).ToUnixTimeMilliseconds()} or created_at <= {(now - AdminSession.AbsoluteLimit).ToUnixTimeMilliseconds()}
            """,
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Since(TimeSpan ago) => (time.GetUtcNow() - ago).ToUnixTimeMilliseconds();

    private static AdminSession Map(Row row) => new()
    {
        Id = row.Text("secret_hash"),
        UserId = row.Integer("user_id"),
        UserVersion = row.Integer("user_version"),
        CreatedAt = row.Time("created_at"),
        SeenAt = row.Time("seen_at"),
        ConfirmedAt = row.Time("confirmed_at"),
    };
}
