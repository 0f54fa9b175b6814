using Microsoft.IdentityModel.Tokens;

namespace ResourceApi;

/// <summary>
/// The server's public keys (RFC 7517). They are asked for again when they are old, so that a dropped key is forgotten, and
/// when a token names one that is not here, so that a new key is known; but never more often than the cool-down lets
/// through, or anybody could make this API flood the server with made-up key ids.
/// </summary>
internal sealed class KeyCache(Uri url, IHttpClientFactory http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile Snapshot current = new([], DateTimeOffset.MinValue);
    private DateTimeOffset lastTry = DateTimeOffset.MinValue;

    public async Task<JsonWebKey?> FindAsync(string kid, CancellationToken cancellationToken)
    {
        if (Needs(kid))
        {
            await fetching.WaitAsync(cancellationToken);
            try
            {
                // Whoever waited here may find that another request has brought the key.
                if (Needs(kid) && time.GetUtcNow() - lastTry >= CoolDown)
                {
                    lastTry = time.GetUtcNow();
                    current = await FetchAsync() ?? current;
                }
            }
            finally
            {
                fetching.Release();
            }
        }

        return current.Keys.GetValueOrDefault(kid);
    }

    public void Dispose() => fetching.Dispose();

    private bool Needs(string kid) => !current.Keys.ContainsKey(kid) || time.GetUtcNow() - current.FetchedAt >= Lifetime;

    /// <summary>
    /// Null when the server does not answer in time: better the keys of a while ago than nobody let in. It is asked for everybody, so a
    /// caller who hangs up does not stop it.
    /// </summary>
    private async Task<Snapshot?> FetchAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var client = http.CreateClient();
            var set = new JsonWebKeySet(await client.GetStringAsync(url, patience.Token));
            return new Snapshot(set.Keys.ToDictionary(key => key.Kid, StringComparer.Ordinal), time.GetUtcNow());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or ArgumentException)
        {
            return null;
        }
    }

    private sealed record Snapshot(Dictionary<string, JsonWebKey> Keys, DateTimeOffset FetchedAt);
}
