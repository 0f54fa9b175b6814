using HeadlessKey.Sessions;

namespace HeadlessKey.ActivityLog;

/// <summary>Looks for events, a page at a time.</summary>
internal sealed class ActivityLogReader(ActivityStore store, ActivityTimeline timeline, SessionStore sessions)
{
    /// <summary>One page. Null: the query's cursor is none.</summary>
    public async Task<ActivityPage?> SearchAsync(ActivityQuery query, CancellationToken cancellationToken)
    {
        // 1. The ids that come into question at all.
        var first = query.From is { } from ? await timeline.FindFirstIdAsync(from, cancellationToken) : await store.FindFirstIdAsync(cancellationToken);
        var last = query.To is { } to ? await timeline.FindLastIdAsync(to, cancellationToken) : await store.FindLastIdAsync(cancellationToken);
        if (query.After is { } cursor)
        {
            if (!ActivityCursor.TryRead(cursor, out var ended))
            {
                return null;
            }

            (first, last) = query.OldestFirst ? (Math.Max(first, ended + 1), last) : (first, Math.Min(last, ended - 1));
        }

        if (last < first || last == 0)
        {
            return new ActivityPage([], Next: null);
        }

        // 2. The way with the fewest rows on it. A session is found by its user, as long as the session is on record.
        if (query is { SessionId: { } id, UserId: null } && await sessions.FindAsync(id, cancellationToken) is { } session)
        {
            query = query with { UserId = session.UserId };
        }

        ActivityPath[] paths = query.UserId is not null ? [ActivityPath.Subject, ActivityPath.Actor]
            : query.Type is { } type && ActivityStore.HasIndex(type) ? [ActivityPath.Type]
            : [ActivityPath.Everything];

        // 3. As far as each of them is looked through, all of them are.
        var found = new List<ActivityRow>();
        var reached = query.OldestFirst ? long.MaxValue : 0;
        var isEnd = true;
        foreach (var path in paths)
        {
            var window = await store.NarrowAsync(path, query, first, last, cancellationToken);
            var rows = await store.SearchAsync(path, query, window, cancellationToken);
            var isFull = rows.Count == query.Count;
            var edge = isFull ? rows[^1].Id : query.OldestFirst ? window.Last : window.First;
            reached = query.OldestFirst ? Math.Min(reached, edge) : Math.Max(reached, edge);
            isEnd &= window.IsLast && !isFull;
            found.AddRange(rows);
        }

        return PageOf(query, found, reached, isEnd);
    }

    private static ActivityPage PageOf(ActivityQuery query, List<ActivityRow> found, long reached, bool isEnd)
    {
        var inOrder = query.OldestFirst
            ? found.Where(row => row.Id <= reached).OrderBy(row => row.Id)
            : found.Where(row => row.Id >= reached).OrderByDescending(row => row.Id);
        var rows = inOrder.Take(query.Count).ToList();
        if (rows.Count == query.Count)
        {
            (reached, isEnd) = (rows[^1].Id, false);
        }

        if (query.Network is { } network)
        {
            rows.RemoveAll(row => !NetworkText.Contains(network, row.Address)); // the database knows only how an address begins
        }

        return new ActivityPage(rows, isEnd ? null : ActivityCursor.Of(reached));
    }
}
