using System.Net;
using HeadlessKey.ActivityLog;
using HeadlessKey.FunctionalTests.Attacks;

namespace HeadlessKey.FunctionalTests.Record;

public sealed class SearchTests
{
    [Theory, EveryEngine]
    public async Task Every_filter_finds_what_a_look_at_each_row_finds_in_both_orders(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.FillAsync(1500);
        var start = server.Clock.GetUtcNow();
        var all = await server.SearchAsync(new ActivityQuery { Count = 700 });
        all.Count.ShouldBe((int)await server.LastIdAsync());
        all.Select(row => row.Id).ShouldBeInOrder(SortDirection.Descending);

        foreach (var (query, wanted) in new (ActivityQuery, Func<ActivityRow, bool>)[]
        {
            (new ActivityQuery { UserId = 1 }, row => row.SubjectId == 1 || row.ActorId == 1),
            (new ActivityQuery { UserId = 1, Type = "login.failed" }, row => row is { SubjectId: 1, Type: "login.failed" }),
            (new ActivityQuery { Type = "login.failed" }, row => row.Type == "login.failed"),
            (new ActivityQuery { Type = "token.refreshed" }, row => row.Type == "token.refreshed"),
            (new ActivityQuery { Type = "login.*" }, row => row.Type.StartsWith("login.", StringComparison.Ordinal)),
            (new ActivityQuery { Type = "%" }, _ => false),
            (new ActivityQuery { Outcome = "failure" }, row => row.Outcome == "failure"),
            (new ActivityQuery { SessionId = "session-3" }, row => row.SessionId == "session-3"),
            (new ActivityQuery { Network = IPNetwork.Parse("203.0.113.1/32") }, row => row.Address == "203.0.113.1"),
            (new ActivityQuery { Network = IPNetwork.Parse("203.0.113.2/31") }, row => row.Address == "203.0.113.2"),
            (new ActivityQuery { Network = IPNetwork.Parse("203.0.0.0/16") }, row => row.Address is not null),
            (new ActivityQuery { Network = IPNetwork.Parse("2001:db8::/32") }, _ => false),
            (new ActivityQuery { Text = "DETAIL-77" }, row => row.Detail?.Contains("detail-77", StringComparison.Ordinal) ?? false),
            (new ActivityQuery { Text = "_" }, row => $"{row.Type} {row.Detail} {row.RequestId}".Contains('_')),
            (new ActivityQuery { Text = "!%" }, _ => false),
            (new ActivityQuery { From = start.AddSeconds(100), To = start.AddSeconds(200) }, row => row.At >= start.AddSeconds(100) && row.At < start.AddSeconds(200)),
            (new ActivityQuery { From = start.AddSeconds(700), Type = "login.failed", Outcome = "failure", UserId = 1, Text = "agent" }, row => row is { Type: "login.failed", SubjectId: 1 } && row.At >= start.AddSeconds(700)),
        })
        {
            var expected = all.Where(wanted).Select(row => row.Id).ToList();
            (await server.SearchAsync(query with { Count = 37 })).Select(row => row.Id).ShouldBe(expected, query.ToString());
            (await server.SearchAsync(query with { Count = 37, OldestFirst = true })).Select(row => row.Id).ShouldBe(expected.AsEnumerable().Reverse(), query.ToString());
        }
    }

    [Theory, EveryEngine]
    public async Task A_page_looks_no_further_than_its_budget_and_the_next_goes_on_from_there(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.FillAsync(ActivityStore.Budget + 5000);
        var reader = server.Get<ActivityLogReader>();
        var last = await server.LastIdAsync();
        foreach (var query in (ActivityQuery[])[new ActivityQuery { Text = "detail-1 " }, new ActivityQuery { Text = "user.created" }, new ActivityQuery { SessionId = "nowhere" }])
        {
            var page = (await reader.SearchAsync(query, CancellationToken.None))!;

            page.Rows.ShouldBeEmpty();
            ActivityCursor.TryRead(page.Next.ShouldNotBeNull(), out var reached).ShouldBeTrue();
            reached.ShouldBe(last - ActivityStore.Budget + 1);
            (await reader.SearchAsync(query with { After = page.Next }, CancellationToken.None))!.Next.ShouldBeNull();
        }

        (await server.SearchAsync(new ActivityQuery { Text = "user.created" })).ShouldHaveSingleItem().SubjectLogin.ShouldBe(TestUser.Login);
    }

    [Theory, EveryEngine]
    public async Task Pages_have_no_row_twice_and_none_left_out_while_others_are_written(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.FillAsync(3000);
        var before = await server.LastIdAsync();
        using var done = new CancellationTokenSource();
        var writing = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await server.Client.LoginAsync(password: "wrong");
            }
        })).ToList();

        var down = await server.SearchAsync(new ActivityQuery { Count = 100 });
        var up = await server.SearchAsync(new ActivityQuery { Count = 100, OldestFirst = true, To = server.Clock.GetUtcNow().AddSeconds(2900) });
        await done.CancelAsync();
        await Task.WhenAll(writing);

        down.Select(row => row.Id).ShouldBeUnique();
        down.Where(row => row.Id <= before).Select(row => row.Id).ShouldBe(Enumerable.Range(1, (int)before).Reverse().Select(id => (long)id));
        up.Select(row => row.Id).ShouldBeUnique();
        up.Select(row => row.Id).ShouldBeInOrder();
    }

    [Theory, EveryEngine]
    public async Task A_gap_of_millions_is_stepped_over(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.ExecuteAsync("insert into security_events (id, at, type, outcome) values (50000000, 0, 'login.failed', 'failure')");
        var reader = server.Get<ActivityLogReader>();

        var first = (await reader.SearchAsync(new ActivityQuery { Outcome = "success" }, CancellationToken.None))!;
        var second = (await reader.SearchAsync(new ActivityQuery { Outcome = "success", After = first.Next }, CancellationToken.None))!;

        second.Rows.Count.ShouldBe(2); // the first key and the test's user
        second.Next.ShouldBeNull();
    }

    [Theory, EveryEngine]
    public async Task A_cursor_that_was_never_given_out_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var cursor in (string[])["", "x", "5", "YWZ0ZXI6", "YWZ0ZXI6LTE", "' or 1=1", new string('A', 1000)])
        {
            (await server.Get<ActivityLogReader>().SearchAsync(new ActivityQuery { After = cursor }, CancellationToken.None)).ShouldBeNull(cursor);
        }
    }
}
