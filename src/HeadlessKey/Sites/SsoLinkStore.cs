using HeadlessKey.Storage;

namespace HeadlessKey.Sites;

/// <summary>The links between people of other sites and accounts here. The keys of the table see to it that nobody is two.</summary>
internal sealed class SsoLinkStore(Database database, TimeProvider time)
{
    public Task<SsoLink?> FindAsync(string siteKey, string subject, CancellationToken cancellationToken) =>
        database.FindAsync($"select * from sso_links where site_key = {siteKey} and subject = {subject}", Map, cancellationToken);

    public Task<SsoLink?> FindAsync(Transaction transaction, string siteKey, string subject) =>
        transaction.FindAsync($"select * from sso_links where site_key = {siteKey} and subject = {subject}", Map, CancellationToken.None);

    /// <summary>The links of an account, with the names of the sites, oldest first.</summary>
    public Task<List<(SsoLink Link, string SiteName)>> ListAsync(long userId, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select l.*, s.name from sso_links l join sso_sites s on s.key = l.site_key
            where l.user_id = {userId} order by l.linked_at, l.site_key
            """,
            row => (Map(row), row.Text("name")),
            cancellationToken);

    /// <summary>Links. False: that person is somebody here already, or the account is already somebody there.</summary>
    public async Task<bool> TryAddAsync(Transaction transaction, string siteKey, string subject, long userId, bool isProvisioned, bool isByAddress) =>
        await transaction.ExecuteAsync(
            $"""
            insert into sso_links (site_key, subject, user_id, is_provisioned, by_address, linked_at)
            values ({siteKey}, {subject}, {userId}, {isProvisioned}, {isByAddress}, {Now})
            on conflict do nothing
            """,
            CancellationToken.None) == 1;

    /// <summary>Links by the owner's word, which takes the place of a site's. False: as above, and the site's word is not what made it.</summary>
    public async Task<bool> TryAddOwnAsync(Transaction transaction, string siteKey, string subject, long userId) =>
        await transaction.ExecuteAsync(
            $"""
            update sso_links set by_address = false, linked_at = {Now}
            where site_key = {siteKey} and subject = {subject} and user_id = {userId} and by_address
            """,
            CancellationToken.None) == 1
        || await TryAddAsync(transaction, siteKey, subject, userId, isProvisioned: false, isByAddress: false);

    /// <summary>Notes that somebody comes by the link. False: it is no longer there. Otherwise it stays until this transaction ends.</summary>
    public async Task<bool> TryUseAsync(Transaction transaction, string siteKey, string subject, long userId) =>
        await transaction.ExecuteAsync(
            $"update sso_links set used_at = {Now} where site_key = {siteKey} and subject = {subject} and user_id = {userId}", CancellationToken.None) == 1;

    /// <summary>Takes away the account's link with the site. False: there is none.</summary>
    public async Task<bool> RemoveAsync(Transaction transaction, string siteKey, long userId) =>
        await transaction.ExecuteAsync(
            $"delete from sso_links where site_key = {siteKey} and user_id = {userId}", CancellationToken.None) == 1;

    /// <summary>Takes away the account's links, those that it was made for only if it says so, and returns the keys of the sites.</summary>
    public Task<List<string>> RemoveAllAsync(Transaction transaction, long userId, bool alsoProvisioned) =>
        transaction.ListAsync(
            $"delete from sso_links where user_id = {userId} and ({alsoProvisioned} or not is_provisioned) returning site_key",
            row => row.Text("site_key"),
            CancellationToken.None);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static SsoLink Map(Row row) =>
        new(
        row.Text("site_key"), row.Integer("user_id"), row.Flag("is_provisioned"), row.Flag("by_address"), row.Time("linked_at"), row.TimeOrNull("used_at"));
}
