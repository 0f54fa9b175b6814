using HeadlessKey.Storage;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Sites;

/// <summary>The sites in memory, so that a call which is none costs no query. What is given in the end is decided in the database.</summary>
internal sealed partial class SsoSiteList(SsoSiteStore store, ILogger<SsoSiteList> logger) : IReplica
{
    private volatile IReadOnlyDictionary<string, SsoSite> sites = new Dictionary<string, SsoSite>(StringComparer.Ordinal);
    private string? version;

    public SsoSite? Find(string key) => sites.GetValueOrDefault(key);

    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var current = await store.GetVersionAsync(cancellationToken);
        if (string.Equals(current, version, StringComparison.Ordinal))
        {
            return;
        }

        var loaded = new Dictionary<string, SsoSite>(StringComparer.Ordinal);
        foreach (var (key, site) in await store.ListAsync(cancellationToken))
        {
            if (site is null)
            {
                Log.Unreadable(logger, key);
                continue;
            }

            loaded.Add(key, site);
        }

        sites = loaded;
        version = current;
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.SiteUnreadable, LogLevel.Error, "The secrets of the site {Site} cannot be opened with this master key: it counts as unknown. Remove it and add it again")]
        public static partial void Unreadable(ILogger logger, string site);
    }
}
