using System.Collections.Concurrent;
using HeadlessKey.Storage;

namespace HeadlessKey.Tokens;

/// <summary>
/// The revocations in memory, so that validating a token never asks the database. The node that revokes adds at once; the
/// others follow by the wake-up channel and the poll.
/// </summary>
internal sealed class RevocationList(RevocationStore store, TimeProvider time) : IReplica
{
    private readonly ConcurrentDictionary<string, RevocationEntry> bySession = new(StringComparer.Ordinal);
    private readonly AppendedRows appended = new(time);

    public int Count => bySession.Count;

    public bool IsRevoked(AccessToken token) =>
        bySession.TryGetValue(token.SessionId, out var entry) && entry.Covers(token, time.GetUtcNow());

    public void Add(RevocationEntry entry) =>
        bySession.AddOrUpdate(entry.SessionId, static (_, added) => added, static (_, known, added) => known.MergedWith(added), entry);

    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await store.ListAsync(appended.SafeId, now, cancellationToken);
        foreach (var (_, entry) in rows)
        {
            Add(entry);
        }

        appended.Saw(rows.Select(row => row.Id).ToHashSet());
        foreach (var (session, entry) in bySession)
        {
            if (entry.ExpiresAt <= now)
            {
                bySession.TryRemove(KeyValuePair.Create(session, entry));
            }
        }
    }
}
