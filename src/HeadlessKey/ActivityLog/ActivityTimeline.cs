namespace HeadlessKey.ActivityLog;

/// <summary>
/// Where a time is in the log, found by halves: ids and times rise together. So nothing but the id has to be indexed by time, which each event
/// would have to pay for.
/// </summary>
internal sealed class ActivityTimeline(ActivityStore store)
{
    // Ids follow the clocks of the nodes, but a row may come to its id a little later than to its time.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>No row that is as young as that has a lower id; a few that are older may have a higher one.</summary>
    public Task<long> FindFirstIdAsync(DateTimeOffset from, CancellationToken cancellationToken) => FindIdAsync(from - Slack, cancellationToken);

    /// <summary>No row that is older than that has a higher id; a few that are younger may have a lower one.</summary>
    public Task<long> FindLastIdAsync(DateTimeOffset to, CancellationToken cancellationToken) => FindIdAsync(to + Slack, cancellationToken);

    private async Task<long> FindIdAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var low = await store.FindFirstIdAsync(cancellationToken);
        var high = await store.FindLastIdAsync(cancellationToken) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await store.FindFromAsync(middle, cancellationToken) is not { } row || row.At >= time)
            {
                high = middle;
            }
            else
            {
                low = row.Id + 1;
            }
        }

        return low;
    }
}
