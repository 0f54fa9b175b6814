using System.Collections.Concurrent;
using System.Text.Json;
using HeadlessKey.Sites;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Sso;

/// <summary>The keys of other sites: from the entry, or from the site's key set, which is kept for a while.</summary>
internal sealed partial class RemoteKeys(RemoteDocumentReader documents, TimeProvider time, ILogger<RemoteKeys> logger)
{
    private const int LongestSet = 64 * 1024;
    private const int MostKeys = 64;

    private readonly ConcurrentDictionary<string, RemoteKeySet> sets = new(StringComparer.Ordinal);

    public async Task<RemoteKey?> FindAsync(SsoSite site, string? kid, CancellationToken cancellationToken)
    {
        if (site.TokenSecret is { } secret)
        {
            return RemoteKey.FromSecret(secret);
        }

        if (site.PublicKey is { } pem)
        {
            return RemoteKey.FromPem(site.Algorithm, pem);
        }

        // A changed entry begins anew: keys that another address gave out are not this one's.
        var version = $"{site.Version} {site.Algorithm} {site.JwksUrl}";
        var set = sets.AddOrUpdate(
            site.Key,
            static (_, added) => new RemoteKeySet(added.Version, added.Time),
            static (_, known, wanted) => known.Version == wanted.Version ? known : new RemoteKeySet(wanted.Version, wanted.Time),
            (Version: version, Time: time));
        return await set.FindAsync(kid, () => FetchAsync(site), cancellationToken);
    }

    /// <summary>The keys of the set that are for the site's algorithm; null: it could not be had.</summary>
    private async Task<IReadOnlyList<RemoteKey>?> FetchAsync(SsoSite site)
    {
        // Not the caller's cancellation: others wait for the same answer.
        using var request = new HttpRequestMessage(HttpMethod.Get, site.JwksUrl);
        var (document, fault) = await documents.ReadAsync(request, LongestSet, CancellationToken.None);
        using (document)
        {
            if (document is not null
                && document.RootElement.TryGetProperty("keys", out var keys)
                && keys.ValueKind == JsonValueKind.Array
                && keys.GetArrayLength() <= MostKeys)
            {
                return [.. keys.EnumerateArray().Select(key => RemoteKey.FromJwk(site.Algorithm, key)).OfType<RemoteKey>()];
            }
        }

        Log.Failed(logger, site.Key, "key set", fault ?? "not a key set");
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.SiteFailed, LogLevel.Warning, "The site {Site} did not answer for its {Document}: {Fault}")]
        public static partial void Failed(ILogger logger, string site, string document, string fault);
    }
}
