using HeadlessKey.Storage;

namespace HeadlessKey.Sites;

/// <summary>Which of our sessions came from which of other sites', and which of those are over.</summary>
internal sealed class SsoSessionStore(Database database, TimeProvider time) : IExpiringRows
{
    /// <summary>How long another site's token may live: a session that has ended there is remembered for as long as its tokens could be shown.</summary>
    public static readonly TimeSpan LongestToken = TimeSpan.FromDays(31);

    private static readonly TimeSpan RememberEnded = LongestToken + TimeSpan.FromHours(1); // clocks differ

    /// <summary>
    /// Takes the remote session's row, which <see cref="EndRemoteAsync"/> takes too: whoever comes second sees what the first has done. False:
    /// the session is over, over there.
    /// </summary>
    public async Task<bool> TryHoldRemoteAsync(Transaction transaction, string siteKey, string remoteSessionId, DateTimeOffset expiresAt)
    {
        var expires = expiresAt.ToUnixTimeMilliseconds();
        var held = await transaction.ListAsync(
            $"""
            insert into sso_remote_sessions (site_key, remote_session_id, expires_at) values ({siteKey}, {remoteSessionId}, {expires})
            on conflict (site_key, remote_session_id) do update set
                expires_at = case when sso_remote_sessions.expires_at > {expires} then sso_remote_sessions.expires_at else {expires} end
            returning ended_at
            """,
            row => row.IntegerOrNull("ended_at"),
            CancellationToken.None);
        return held[0] is null;
    }

    /// <summary>Notes that the remote session is over, and returns those of ours that came from it and are not.</summary>
    public async Task<List<string>> EndRemoteAsync(Transaction transaction, string siteKey, string remoteSessionId)
    {
        await transaction.ExecuteAsync(
            $"""
            insert into sso_remote_sessions (site_key, remote_session_id, ended_at, expires_at)
            values ({siteKey}, {remoteSessionId}, {Now}, {Now + (long)RememberEnded.TotalMilliseconds})
            on conflict (site_key, remote_session_id) do update set
                ended_at = coalesce(sso_remote_sessions.ended_at, excluded.ended_at),
                expires_at = case when sso_remote_sessions.expires_at > excluded.expires_at then sso_remote_sessions.expires_at else excluded.expires_at end
            """,
            CancellationToken.None);
        return await transaction.ListAsync(
            $"""
            select o.session_id from sso_sessions o join sessions s on s.id = o.session_id
            where o.site_key = {siteKey} and o.remote_session_id = {remoteSessionId} and s.ended_at is null
            """,
            row => row.Text("session_id"),
            CancellationToken.None);
    }

    public Task AddAsync(Transaction transaction, string sessionId, string siteKey, string? remoteSessionId) =>
        transaction.AppendAsync(
            $"insert into sso_sessions (session_id, site_key, remote_session_id) values ({sessionId}, {siteKey}, {remoteSessionId})",
            CancellationToken.None);

    /// <summary>Our live sessions that came from the site; of one user, or of all.</summary>
    public Task<List<string>> ListLiveAsync(Transaction transaction, string siteKey, long? userId) =>
        transaction.ListAsync(
            $"""
            select o.session_id from sso_sessions o join sessions s on s.id = o.session_id
            where o.site_key = {siteKey} and s.ended_at is null and ({userId is null} or s.user_id = {userId})
            """,
            row => row.Text("session_id"),
            CancellationToken.None);

    /// <summary>The user's live sessions that came by a link which only a site's word for an address has made.</summary>
    public Task<List<string>> ListLiveByAddressAsync(Transaction transaction, long userId) =>
        transaction.ListAsync(
            $"""
            select o.session_id from sso_links l
            join sessions s on s.user_id = l.user_id
            join sso_sessions o on o.session_id = s.id and o.site_key = l.site_key
            where l.user_id = {userId} and l.by_address and s.ended_at is null
            """,
            row => row.Text("session_id"),
            CancellationToken.None);

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"""
            delete from sso_remote_sessions where (site_key, remote_session_id) in (
                select site_key, remote_session_id from sso_remote_sessions where expires_at <= {now.ToUnixTimeMilliseconds()} limit 1000)
            """,
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
