namespace HeadlessKey.Storage;

/// <summary>
/// How far an append-only table has been read. Ids are given out before the commit, so a lower id can appear after a higher
/// one: the reader steps over a missing id only when it has been missing for longer than any transaction lasts.
/// </summary>
internal sealed class AppendedRows(TimeProvider time)
{
    private const int History = 1000; // how far below the first row seen an open transaction may still be
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(30);

    private readonly Dictionary<long, long> missingSince = [];
    private long highest;

    /// <summary>Every row up to this id has been seen, or will never come.</summary>
    public long SafeId { get; private set; }

    /// <summary>Takes all ids that were found behind <see cref="SafeId"/>.</summary>
    public void Saw(IReadOnlySet<long> ids)
    {
        if (ids.Count > 0)
        {
            if (highest == 0)
            {
                SafeId = Math.Max(0, ids.Min() - History);
            }

            highest = Math.Max(highest, ids.Max());
        }

        var now = time.GetTimestamp();
        var unbroken = true;
        for (var id = SafeId + 1; id <= highest; id++)
        {
            var settled = ids.Contains(id) || IsLongMissing(id, now);
            unbroken &= settled;
            if (unbroken)
            {
                SafeId = id;
            }

            if (settled)
            {
                missingSince.Remove(id);
            }
        }
    }

    private bool IsLongMissing(long id, long now)
    {
        missingSince.TryAdd(id, now);
        return time.GetElapsedTime(missingSince[id], now) > LongestTransaction;
    }
}
