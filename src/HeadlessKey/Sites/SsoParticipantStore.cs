using HeadlessKey.Storage;

namespace HeadlessKey.Sites;

/// <summary>To which sites our sessions were taken.</summary>
internal sealed class SsoParticipantStore
{
    public Task AddAsync(Transaction transaction, string sessionId, string siteKey) =>
        transaction.ExecuteAsync(
            $"insert into sso_participants (session_id, site_key) values ({sessionId}, {siteKey}) on conflict do nothing", CancellationToken.None);

    /// <summary>Whether any site wants to hear of ended sessions at all.</summary>
    public async Task<bool> AnyWantsToHearAsync(Transaction transaction) =>
        await transaction.FindAsync(
            $"select key from sso_sites where logout_url is not null and disabled_at is null limit 1", row => row.Text("key"), CancellationToken.None)
        is not null;

    /// <summary>The sites to which the session was taken and that want to hear that it has ended.</summary>
    public Task<List<string>> ListToTellAsync(Transaction transaction, string sessionId) =>
        transaction.ListAsync(
            $"""
            select p.site_key from sso_participants p join sso_sites s on s.key = p.site_key
            where p.session_id = {sessionId} and s.logout_url is not null and s.disabled_at is null
            """,
            row => row.Text("site_key"),
            CancellationToken.None);
}
