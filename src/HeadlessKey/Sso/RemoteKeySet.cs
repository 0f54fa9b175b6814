using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>
/// One site's key set, as it was last read. It is read again after a while, or when a token names a key that is not in it; but not more often
/// than every few seconds, whatever tokens name, and what was read stays good for a day when the site does not answer.
/// </summary>
/// <param name="version">Of which entry it is.</param>
/// <param name="time">The clock.</param>
internal sealed class RemoteKeySet(string version, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UsableFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(15);

    private readonly Lock turn = new();
    private volatile Read? last;
    private Task reading = Task.CompletedTask;
    private DateTimeOffset? triedAt;

    public string Version => version;

    /// <summary>The key of that name; without a name the only one there is. Null: there is none.</summary>
    public async Task<RemoteKey?> FindAsync(string? kid, Func<Task<IReadOnlyList<RemoteKey>?>> read, CancellationToken cancellationToken)
    {
        if (Pick(kid, FreshFor) is { } known)
        {
            return known;
        }

        await ReadOnceAsync(read).WaitAsync(cancellationToken);
        return Pick(kid, UsableFor);
    }

    /// <summary>Whoever comes while it is being read waits for the same answer; whoever comes just after it takes what there is.</summary>
    private Task ReadOnceAsync(Func<Task<IReadOnlyList<RemoteKey>?>> read)
    {
        lock (turn)
        {
            var now = time.GetUtcNow();
            if (reading.IsCompleted && (triedAt is not { } tried || now - tried >= CoolDown))
            {
                triedAt = now;
                reading = ReadAsync(read, now);
            }

            return reading;
        }
    }

    private async Task ReadAsync(Func<Task<IReadOnlyList<RemoteKey>?>> read, DateTimeOffset now)
    {
        if (await read() is { } keys)
        {
            last = new Read(keys, now);
        }
    }

    private RemoteKey? Pick(string? kid, TimeSpan longest)
    {
        if (last is not { } read || time.GetUtcNow() - read.At >= longest)
        {
            return null;
        }

        // Two keys of one name, or no name and two keys: which of them was meant cannot be told.
        var fitting = read.Keys.Where(key => kid is null || string.Equals(key.Kid, kid, StringComparison.Ordinal)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private sealed record Read(IReadOnlyList<RemoteKey> Keys, DateTimeOffset At);
}
