using HeadlessKey.Events;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.Sites;

/// <summary>
/// Adds, switches and removes sites. What a site let in goes with it: a site is switched off because it is no longer believed.
/// </summary>
internal sealed class SiteRegistry(
    SsoSiteStore sites, SsoSessionStore origins, SessionEnder ender, RevocationList revocationList, SecurityEventLog events, Database database)
{
    /// <summary>Every entry, by key; one whose secrets cannot be opened is null.</summary>
    public Task<List<(string Key, SsoSite? Site)>> ListAsync(CancellationToken cancellationToken) => sites.ListAsync(cancellationToken);

    public async Task<SiteFault?> AddAsync(SsoSite site, IAuthor? by = null)
    {
        if (SitePolicy.FindFault(site) is { } fault)
        {
            return fault;
        }

        return await database.WriteAsync(by, async transaction =>
        {
            if (!await sites.TryAddAsync(transaction, site))
            {
                return SiteFault.KeyTaken;
            }

            await events.AppendAsync(transaction, SecurityEvent.SiteAdded(site.Key).By(by), CancellationToken.None);
            transaction.WakeOthers();
            return null;
        });
    }

    /// <summary>Removes the entry and every link to it, and ends the sessions that came from it. False: there is none.</summary>
    public Task<bool> RemoveAsync(string key, IAuthor? by = null) =>
        ChangeAsync(key, "site_removed", SecurityEvent.SiteRemoved(key), by, transaction => sites.RemoveAsync(transaction, key));

    /// <summary>Switches it off and ends the sessions that came from it; links stay. False: there is none, or it is off already.</summary>
    public Task<bool> DisableAsync(string key, IAuthor? by = null) =>
        ChangeAsync(key, "site_disabled", SecurityEvent.SiteDisabled(key), by, transaction => sites.SetDisabledAsync(transaction, key, disabled: true));

    public Task<bool> EnableAsync(string key, IAuthor? by = null) =>
        ChangeAsync(key, endedFor: null, SecurityEvent.SiteEnabled(key), by, transaction => sites.SetDisabledAsync(transaction, key, disabled: false));

    private async Task<bool> ChangeAsync(string key, string? endedFor, SecurityEvent securityEvent, IAuthor? by, Func<Transaction, Task<bool>> change)
    {
        // The site's row before its sessions: an exchange under way holds it, and has its session in the list or finds the site gone.
        var revoked = await database.WriteAsync(by, async transaction =>
        {
            if (!await change(transaction))
            {
                return null;
            }

            var ended = new List<RevocationEntry>();
            if (endedFor is not null)
            {
                foreach (var session in await origins.ListLiveAsync(transaction, key, userId: null))
                {
                    ended.AddRange(await ender.EndAsync(transaction, session, endedFor, CancellationToken.None));
                }
            }

            await events.AppendAsync(transaction, securityEvent.By(by), CancellationToken.None);
            transaction.WakeOthers();
            return ended;
        });
        revoked?.ForEach(revocationList.Add);
        return revoked is not null;
    }
}
