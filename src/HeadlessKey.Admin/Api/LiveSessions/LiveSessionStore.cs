using HeadlessKey.Sessions;
using HeadlessKey.Storage;

namespace HeadlessKey.Admin.Api.LiveSessions;

/// <summary>Live sessions with whose they are, page by page.</summary>
internal sealed class LiveSessionStore(Database database, TimeProvider time)
{
    /// <summary>Newest first, behind a session that was started at <paramref name="beforeAt"/> (Unix milliseconds) and has that id.</summary>
    public Task<List<LiveSession>> ListAsync(long? userId, long beforeAt, string beforeId, int count, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select s.*, u.login as user_login from sessions s left join users u on u.id = s.user_id
            where s.ended_at is null and s.idle_expires_at > {time.GetUtcNow().ToUnixTimeMilliseconds()} and ({userId is null} or s.user_id = {userId ?? 0})
              and (s.created_at < {beforeAt} or (s.created_at = {beforeAt} and s.id < {beforeId}))
            order by s.created_at desc, s.id desc limit {count}
            """,
            row => new LiveSession(SessionStore.Map(row), row.TextOrNull("user_login")),
            cancellationToken);

    public async Task<long> CountAsync(long userId, CancellationToken cancellationToken) =>
        (await database.ListAsync(
            $"""
            select count(*) as live from sessions
            where user_id = {userId} and ended_at is null and idle_expires_at > {time.GetUtcNow().ToUnixTimeMilliseconds()}
            """,
            row => row.Integer("live"),
            cancellationToken))[0];
}
