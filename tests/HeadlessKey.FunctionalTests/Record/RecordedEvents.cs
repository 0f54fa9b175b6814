using System.Globalization;
using HeadlessKey.ActivityLog;
using HeadlessKey.FunctionalTests.Attacks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Record;

/// <summary>Fills the record, seals it and looks at it.</summary>
internal static class RecordedEvents
{
    /// <summary>No anchors, whose own events would be among those that are counted.</summary>
    public static readonly (string, string?) Quiet = ("HeadlessKey:ActivityLog:AnchorEvery", "00:00:00");

    public static T Get<T>(this TestServer server)
        where T : notnull => server.Services.GetRequiredService<T>();

    /// <summary>Writes so many events, a second apart from the clock's time on, as quickly as the engine can.</summary>
    public static async Task FillAsync(this TestServer server, int count)
    {
        var now = server.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var numbers = server.Get<Storage.Database>().Engine == EveryEngineAttribute.Sqlite
            ? string.Create(CultureInfo.InvariantCulture, $"with recursive g(n) as (select 1 union all select n + 1 from g where n < {count})")
            : string.Create(CultureInfo.InvariantCulture, $"with g as (select n from generate_series(1, {count}) n)");
        await server.ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            insert into security_events (at, type, outcome, actor_kind, subject_id, session_id, address, user_agent, request_id, detail)
            {numbers}
            select {now} + n * 1000, case when n % 10 = 0 then 'login.failed' else 'token.refreshed' end, case when n % 10 = 0 then 'failure' else 'success' end,
                'anonymous', n % 5 + 1, 'session-' || (n % 7), '203.0.113.' || (n % 3), 'agent', 'r', 'detail-' || n from g
            """));
    }

    /// <summary>Seals everything that is there.</summary>
    public static async Task SealAsync(this TestServer server) =>
        await server.Get<Sealer>().SealAsync(await server.Get<ActivityStore>().FindLastIdAsync(CancellationToken.None), CancellationToken.None);

    public static Task<SealReport> VerifyAsync(this TestServer server, params SealAnchor[] anchors) =>
        server.Get<SealVerifier>().RunAsync(anchors, static _ => { }, CancellationToken.None);

    /// <summary>Every row that a query finds, over all its pages.</summary>
    public static async Task<List<ActivityRow>> SearchAsync(this TestServer server, ActivityQuery query)
    {
        var found = new List<ActivityRow>();
        do
        {
            var page = (await server.Get<ActivityLogReader>().SearchAsync(query, CancellationToken.None)).ShouldNotBeNull();
            page.Rows.Count.ShouldBeLessThanOrEqualTo(query.Count);
            found.AddRange(page.Rows);
            query = query with { After = page.Next };
        }
        while (query.After is not null);
        return found;
    }

    /// <summary>The events that were written since an id, as <c>type|outcome|detail|actor kind</c>.</summary>
    public static Task<List<string>> EventsAfterAsync(this TestServer server, long id) =>
        server.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"select * from security_events where id > {id} order by id"), "type", "outcome", "detail", "actor_kind");

    public static Task<long> LastIdAsync(this TestServer server) => server.Get<ActivityStore>().FindLastIdAsync(CancellationToken.None);
}
