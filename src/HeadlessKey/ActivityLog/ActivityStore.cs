using HeadlessKey.Storage;

namespace HeadlessKey.ActivityLog;

/// <summary>
/// Reads the events. A page costs the same wherever it is and whatever is looked for: it goes along an index, and no more than
/// <see cref="Budget"/> rows are looked at.
/// </summary>
internal sealed class ActivityStore(Database database)
{
    /// <summary>How many rows one page looks at.</summary>
    public const int Budget = 20_000;

    private const string MostAre = "token.refreshed"; // as in the index by type

    /// <summary>Whether the index by type knows it: it leaves out what most events are, so that those cost less to write.</summary>
    public static bool HasIndex(string type) => type != MostAre && !type.EndsWith('*');

    public Task<long> FindLastIdAsync(CancellationToken cancellationToken) => NumberAsync($"select coalesce(max(id), 0) as n from security_events", cancellationToken);

    public Task<long> FindFirstIdAsync(CancellationToken cancellationToken) => NumberAsync($"select coalesce(min(id), 0) as n from security_events", cancellationToken);

    /// <summary>How many rows there are behind an id, counting no further than a limit.</summary>
    public Task<long> CountBehindAsync(long id, int limit, CancellationToken cancellationToken) =>
        NumberAsync($"select count(*) as n from (select id from security_events where id > {id} limit {limit}) part", cancellationToken);

    /// <summary>Whether a row is at an id or before it.</summary>
    public async Task<bool> AnyUpToAsync(long id, CancellationToken cancellationToken) =>
        await NumberAsync($"select count(*) as n from (select id from security_events where id <= {id} limit 1) part", cancellationToken) > 0;

    /// <summary>The next row at an id or behind it: its id and its time.</summary>
    public async Task<(long Id, DateTimeOffset At)?> FindFromAsync(long id, CancellationToken cancellationToken)
    {
        var found = await database.ListAsync(
            $"select id, at from security_events where id >= {id} order by id limit 1", row => (row.Integer("id"), row.Time("at")), cancellationToken);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>The rows of a run of ids, in their order, as they are.</summary>
    public Task<List<ActivityRow>> ListAsync(long afterId, long lastId, int count, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select * from security_events where id > {afterId} and id <= {lastId} order by id limit {count}", ActivityRow.Of, cancellationToken);

    /// <summary>Narrows a window to as many rows of the path as one page may look at.</summary>
    public async Task<ActivityWindow> NarrowAsync(ActivityPath path, ActivityQuery query, long first, long last, CancellationToken cancellationToken)
    {
        var down = !query.OldestFirst;
        if (path != ActivityPath.Everything)
        {
            return SaysMore(path, query) ? await NarrowAlongAsync(Along(path, query), down, first, last, cancellationToken)
                : new ActivityWindow(first, last, IsLast: true); // each row on the way is one that is wanted: the page is full in time
        }

        // Beginning at a row: a gap of millions of ids is stepped over at once.
        (first, last) = down
            ? (first, await NumberAsync($"select coalesce(max(id), {first}) as n from security_events where id >= {first} and id <= {last}", cancellationToken))
            : (await NumberAsync($"select coalesce(min(id), {last}) as n from security_events where id >= {first} and id <= {last}", cancellationToken), last);
        var edge = down ? Math.Max(first, last - Budget + 1) : Math.Min(last, first + Budget - 1);
        return down ? new ActivityWindow(edge, last, edge == first) : new ActivityWindow(first, edge, edge == last);
    }

    /// <summary>The events in the window that the query asks for.</summary>
    public Task<List<ActivityRow>> SearchAsync(ActivityPath path, ActivityQuery query, ActivityWindow window, CancellationToken cancellationToken)
    {
        Sql sql =
            $"""
            select e.*, s.login as subject_login, a.login as actor_login
            from security_events e left join users s on s.id = e.subject_id left join users a on a.id = e.actor_id
            where e.id >= {window.First} and e.id <= {window.Last} and 
            """;
        sql.Add(Along(path, query));
        AddConditions(sql, query);
        if (query.OldestFirst)
        {
            sql.Add($" order by e.id limit {query.Count}");
        }
        else
        {
            sql.Add($" order by e.id desc limit {query.Count}");
        }

        return database.ListAsync(sql, ActivityRow.WithLogins, cancellationToken);
    }

    private async Task<ActivityWindow> NarrowAlongAsync(Sql along, bool down, long first, long last, CancellationToken cancellationToken)
    {
        Sql sql = $"select count(*) as n, coalesce(min(id), 0) as lowest, coalesce(max(id), 0) as highest from (select id from security_events where ";
        sql.Add(along);
        sql.Add($" and id >= {first} and id <= {last}");
        if (down)
        {
            sql.Add($" order by id desc limit {Budget}) part");
        }
        else
        {
            sql.Add($" order by id limit {Budget}) part");
        }

        var (count, lowest, highest) = (await database.ListAsync(
            sql, row => (row.Integer("n"), row.Integer("lowest"), row.Integer("highest")), cancellationToken))[0];
        return count < Budget ? new ActivityWindow(first, last, IsLast: true)
            : down ? new ActivityWindow(lowest, last, IsLast: false)
            : new ActivityWindow(first, highest, IsLast: false);
    }

    /// <summary>Whether the query asks for more than what is on the way.</summary>
    private static bool SaysMore(ActivityPath path, ActivityQuery query) =>
        query is not { From: null, To: null, Outcome: null, Network: null, SessionId: null, Text: null } || (query.Type is not null && path != ActivityPath.Type);

    // Each is the condition of an index, word for word.
    private static Sql Along(ActivityPath path, ActivityQuery query) => path switch
    {
        ActivityPath.Subject => $"subject_id = {query.UserId}",
        ActivityPath.Actor => $"actor_id = {query.UserId} and actor_id is not null and (subject_id is null or subject_id <> actor_id)",
        ActivityPath.Type => $"type = {query.Type} and type <> 'token.refreshed'",
        _ => $"1 = 1",
    };

    private static void AddConditions(Sql sql, ActivityQuery query)
    {
        if (query.From is { } from)
        {
            sql.Add($" and at >= {from.ToUnixTimeMilliseconds()}");
        }

        if (query.To is { } to)
        {
            sql.Add($" and at < {to.ToUnixTimeMilliseconds()}");
        }

        if (query.Type is { } type)
        {
            sql.Add(type.EndsWith('*') ? BeginsWith(type[..^1]) : Is(type));
        }

        if (query.Outcome is { } outcome)
        {
            sql.Add($" and outcome = {outcome}");
        }

        if (query.SessionId is { } session)
        {
            sql.Add($" and session_id = {session}");
        }

        if (query.Network is { } network)
        {
            sql.Add($" and address like {Pattern(NetworkText.Prefix(network))} escape '!'");
        }

        if (query.Text is { } text)
        {
            sql.Add(
                $"""
                 and lower(type || ' ' || coalesce(detail, '') || ' ' || coalesce(device, '') || ' ' || coalesce(user_agent, '') || ' ' || coalesce(request_id, ''))
                    like lower({"%" + Pattern(text)}) escape '!'
                """);
        }
    }

    private static Sql BeginsWith(string type) => $" and type like {Pattern(type)} escape '!'";

    private static Sql Is(string type) => $" and type = {type}";

    // What a pattern would mean by its own signs, text means as it is.
    private static string Pattern(string begin) =>
        begin.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%";

    private async Task<long> NumberAsync(Sql sql, CancellationToken cancellationToken) =>
        (await database.ListAsync(sql, row => row.Integer("n"), cancellationToken))[0];
}
