using System.Text;
using HeadlessKey.Storage;

namespace HeadlessKey.SigningKeys;

/// <summary>The keys in memory: the one that signs now, and all that may verify.</summary>
internal sealed class KeyRing(SigningKeyStore store, HeadlessKeyOptions options, TimeProvider time) : IReplica
{
    private readonly SigningKey? configured = options.SecretKey is { } secret
        ? new SigningKey(KeyMaterial.FromSecret(Encoding.UTF8.GetBytes(secret)), "configured", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null)
        : null;

    private volatile IReadOnlyDictionary<string, SigningKey> keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
    private string? version;

    /// <summary>The keys that are not dropped, oldest first.</summary>
    public IReadOnlyList<SigningKey> Live
    {
        get
        {
            var now = time.GetUtcNow();
            return [.. keys.Values.Where(key => key.StateAt(now) != SigningKeyState.Dropped).OrderBy(key => key.ActivatesAt).ThenBy(key => key.Kid, StringComparer.Ordinal)];
        }
    }

    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var current = await store.GetVersionAsync(cancellationToken);
        if (string.Equals(current, version, StringComparison.Ordinal))
        {
            return;
        }

        var loaded = (await store.ListAsync(cancellationToken)).ToDictionary(key => key.Kid, StringComparer.Ordinal);
        if (configured is not null)
        {
            loaded[configured.Kid] = configured;
        }

        keys = loaded;
        version = current;
    }

    /// <summary>The key that signs now. A configured secret wins over the stored keys.</summary>
    public SigningKey GetSigning()
    {
        if (configured is not null)
        {
            return configured;
        }

        var now = time.GetUtcNow();
        SigningKey? newest = null;
        foreach (var key in keys.Values)
        {
            if (key.StateAt(now) == SigningKeyState.Active
                && (newest is null || key.ActivatesAt > newest.ActivatesAt
                    || (key.ActivatesAt == newest.ActivatesAt && string.CompareOrdinal(key.Kid, newest.Kid) > 0)))
            {
                newest = key;
            }
        }

        return newest ?? throw new InvalidOperationException("No signing key is active. Run: headlesskey keys rotate");
    }

    /// <summary>The key a token names, unless it is unknown or dropped.</summary>
    public SigningKey? FindVerifying(string kid) =>
        keys.TryGetValue(kid, out var key) && key.StateAt(time.GetUtcNow()) != SigningKeyState.Dropped ? key : null;
}
