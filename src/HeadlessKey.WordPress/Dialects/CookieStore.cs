using HeadlessKey.Sessions;
using HeadlessKey.Storage;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>How far each session's cookie is.</summary>
internal sealed class CookieStore(Database database, TimeProvider time)
{
    public Task<CookieState?> FindAsync(string sessionId, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"select cookie_generation, cookie_rotated_at from sessions where id = {sessionId}",
            row => new CookieState(row.Integer("cookie_generation"), row.TimeOrNull("cookie_rotated_at")),
            cancellationToken);

    /// <summary>Moves the cookie on, if it is at this generation and the session lives. Of any number of callers at once, one finds it so.</summary>
    public async Task<bool> TryRotateAsync(Transaction transaction, Session session, long generation, DateTimeOffset idleExpiresAt) =>
        await transaction.ExecuteAsync(
            $"""
            update sessions
            set cookie_generation = cookie_generation + 1, cookie_rotated_at = {Now}, idle_expires_at = {idleExpiresAt.ToUnixTimeMilliseconds()}
            where id = {session.Id} and cookie_generation = {generation} and ended_at is null and idle_expires_at > {Now}
            """,
            CancellationToken.None) == 1;

    /// <summary>Takes the session's row, if it lives and the generation really is past its grace.</summary>
    public async Task<bool> TryHoldRetiredAsync(Transaction transaction, string sessionId, long generation, DateTimeOffset graceStart) =>
        await transaction.ExecuteAsync(
            $"""
            update sessions set cookie_generation = cookie_generation
            where id = {sessionId} and ended_at is null
                and (cookie_generation > {generation + 1}
                     or (cookie_generation = {generation + 1} and cookie_rotated_at <= {graceStart.ToUnixTimeMilliseconds()}))
            """,
            CancellationToken.None) == 1;

    /// <summary>The live sessions of the same user and device that were begun before this one.</summary>
    public Task<List<string>> ListEarlierOfDeviceAsync(Transaction transaction, Session session, string device) =>
        transaction.ListAsync(
            $"""
            select id from sessions
            where user_id = {session.UserId} and device = {device} and ended_at is null and id <> {session.Id}
                and (created_at < {session.CreatedAt.ToUnixTimeMilliseconds()}
                     or (created_at = {session.CreatedAt.ToUnixTimeMilliseconds()} and id < {session.Id}))
            """,
            row => row.Text("id"),
            CancellationToken.None);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
