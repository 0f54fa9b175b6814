using HeadlessKey.Storage;

namespace HeadlessKey.Sessions;

/// <summary>The sessions in the database.</summary>
internal sealed class SessionStore(Database database, TimeProvider time) : IExpiringRows
{
    // Long enough for anyone who comes back late to be told that the session is over, rather than that the token is unknown.
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    public Task<Session?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.FindAsync($"select * from sessions where id = {id}", Map, cancellationToken);

    /// <summary>Sessions that are alive, newest first; of one user, or of all.</summary>
    public Task<List<Session>> ListLiveAsync(long? userId, int count, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select * from sessions
            where ended_at is null and idle_expires_at > {Now} and ({userId is null} or user_id = {userId})
            order by created_at desc, id limit {count}
            """,
            Map,
            cancellationToken);

    public Task CreateAsync(Transaction transaction, Session session, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"""
            insert into sessions (id, user_id, salt, generation, created_at, rotated_at, idle_expires_at, expires_at, access_expires_at,
                                  device, user_agent, address, browser, os, device_kind)
            values ({session.Id}, {session.UserId}, {session.Salt}, {session.Generation}, {session.CreatedAt.ToUnixTimeMilliseconds()},
                    {session.RotatedAt.ToUnixTimeMilliseconds()}, {session.IdleExpiresAt.ToUnixTimeMilliseconds()},
                    {session.ExpiresAt.ToUnixTimeMilliseconds()}, {session.AccessExpiresAt.ToUnixTimeMilliseconds()},
                    {session.Device}, {session.UserAgent}, {session.Address}, {session.Browser}, {session.Os}, {session.DeviceKind})
            """,
            cancellationToken);

    /// <summary>
    /// Moves the session on to <paramref name="next"/>, if it is alive and still at the generation before it. Of any number of
    /// callers at once, on any number of nodes, one finds it so.
    /// </summary>
    public async Task<bool> TryRotateAsync(Transaction transaction, Session next, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            $"""
            update sessions
            set generation = {next.Generation}, rotated_at = {next.RotatedAt.ToUnixTimeMilliseconds()},
                idle_expires_at = {next.IdleExpiresAt.ToUnixTimeMilliseconds()}, access_expires_at = {next.AccessExpiresAt.ToUnixTimeMilliseconds()}
            where id = {next.Id} and generation = {next.Generation - 1} and ended_at is null
                and idle_expires_at > {next.RotatedAt.ToUnixTimeMilliseconds()}
            """,
            cancellationToken) == 1;

    /// <summary>Ends one session. Nothing is returned when it had ended before.</summary>
    public Task<List<EndedSession>> EndAsync(Transaction transaction, string id, string reason, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            $"""
            update sessions set ended_at = {Now}, end_reason = {reason}
            where id = {id} and ended_at is null
            returning id, user_id, access_expires_at
            """,
            MapEnded,
            cancellationToken);

    /// <summary>
    /// Ends the session because a token of <paramref name="generation"/> was used again, if that generation really is past its
    /// grace: a rotation that came in between does not turn a quick second use into a theft.
    /// </summary>
    public Task<List<EndedSession>> EndReusedAsync(
        Transaction transaction, string id, long generation, DateTimeOffset graceStart, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            $"""
            update sessions set ended_at = {Now}, end_reason = 'reuse'
            where id = {id} and ended_at is null
                and (generation > {generation + 1} or (generation = {generation + 1} and rotated_at <= {graceStart.ToUnixTimeMilliseconds()}))
            returning id, user_id, access_expires_at
            """,
            MapEnded,
            cancellationToken);

    /// <summary>Ends every session of the user; when one of them asks for it, only if that one is itself still alive.</summary>
    public Task<List<EndedSession>> EndAllAsync(
        Transaction transaction, long userId, string? askedBy, string reason, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            $"""
            update sessions set ended_at = {Now}, end_reason = {reason}
            where user_id = {userId} and ended_at is null
                and ({askedBy is null} or exists (select 1 from sessions asking where asking.id = {askedBy} and asking.ended_at is null))
            returning id, user_id, access_expires_at
            """,
            MapEnded,
            cancellationToken);

    /// <summary>Ends one session that is the user's, or all but the one that asks; only while that one is itself still alive.</summary>
    public Task<List<EndedSession>> EndOwnAsync(
        Transaction transaction, long userId, string askedBy, string? id, string reason, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            $"""
            update sessions set ended_at = {Now}, end_reason = {reason}
            where user_id = {userId} and ended_at is null and (id = {id} or ({id is null} and id <> {askedBy}))
                and exists (select 1 from sessions asking where asking.id = {askedBy} and asking.ended_at is null)
            returning id, user_id, access_expires_at
            """,
            MapEnded,
            cancellationToken);

    /// <summary>Whether a device of this kind has signed in to the account in another session that is still on record.</summary>
    public async Task<bool> HasSeenDeviceAsync(Transaction transaction, Session session) =>
        await transaction.FindAsync(
            $"""
            select id from sessions
            where user_id = {session.UserId} and id <> {session.Id}
                and coalesce(browser, '') = {session.Browser ?? string.Empty} and coalesce(os, '') = {session.Os ?? string.Empty}
                and coalesce(device_kind, '') = {session.DeviceKind ?? string.Empty}
            limit 1
            """,
            row => row.Text("id"),
            CancellationToken.None) is not null;

    /// <summary>The ids of a user's live sessions, the one that was seen longest ago first.</summary>
    public Task<List<string>> ListLiveIdsAsync(Transaction transaction, long userId) =>
        transaction.ListAsync(
            $"select id from sessions where user_id = {userId} and ended_at is null and idle_expires_at > {Now} order by rotated_at, created_at, id",
            row => row.Text("id"),
            CancellationToken.None);

    public Task<List<EndedSession>> EndEveryoneAsync(Transaction transaction, string reason, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            $"update sessions set ended_at = {Now}, end_reason = {reason} where ended_at is null returning id, user_id, access_expires_at",
            MapEnded,
            cancellationToken);

    /// <summary>
    /// The user's live sessions as they stand. The update changes nothing but takes their rows: a rotation under way is waited for,
    /// and one that comes later finds what this transaction has done.
    /// </summary>
    public Task<List<Session>> LockAllAsync(Transaction transaction, long userId, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            $"update sessions set user_id = user_id where user_id = {userId} and ended_at is null returning *", Map, cancellationToken);

    /// <summary>Takes the session's row, if it is alive and the user's: it cannot end before this transaction does.</summary>
    public async Task<bool> TryHoldAsync(Transaction transaction, string id, long userId) =>
        await transaction.ExecuteAsync(
            $"update sessions set user_id = user_id where id = {id} and user_id = {userId} and ended_at is null", CancellationToken.None) == 1;

    /// <summary>Removes sessions that have been over for long.</summary>
    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var milliseconds = (now - Keep).ToUnixTimeMilliseconds();
        return database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"""
            delete from sessions where id in (
                select id from sessions where expires_at < {milliseconds} or idle_expires_at < {milliseconds} or ended_at < {milliseconds} limit 1000)
            """,
            cancellationToken));
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static EndedSession MapEnded(Row row) => new(row.Text("id"), row.Integer("user_id"), row.Time("access_expires_at"));

    public static Session Map(Row row) => new()
    {
        Id = row.Text("id"),
        UserId = row.Integer("user_id"),
        Salt = row.Text("salt"),
        Generation = row.Integer("generation"),
        CreatedAt = row.Time("created_at"),
        RotatedAt = row.Time("rotated_at"),
        IdleExpiresAt = row.Time("idle_expires_at"),
        ExpiresAt = row.Time("expires_at"),
        AccessExpiresAt = row.Time("access_expires_at"),
        EndedAt = row.TimeOrNull("ended_at"),
        Device = row.TextOrNull("device"),
        UserAgent = row.TextOrNull("user_agent"),
        Address = row.TextOrNull("address"),
        Browser = row.TextOrNull("browser"),
        Os = row.TextOrNull("os"),
        DeviceKind = row.TextOrNull("device_kind"),
    };
}
