using HeadlessKey.ActivityLog;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Storage;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Record;

/// <summary>Sealing by several nodes, through failures, and giving seals out.</summary>
[Promise("R2")]
public sealed class SealingTests
{
    [Theory, EveryEngine]
    public async Task Nodes_that_seal_at_once_make_one_chain(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await using var other = await server.StartAnotherNodeAsync();
        await server.FillAsync(20_500);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => (i % 2 == 0 ? server : other).SealAsync())));

        var report = await other.VerifyAsync();
        report.Findings.ShouldBeEmpty();
        report.Rows.ShouldBe(await server.LastIdAsync());
        (await server.QueryAsync("select count(*) as n from seals", "n")).ShouldBe(["21"]);
    }

    [Theory, EveryEngine]
    public async Task A_node_that_dies_in_between_leaves_a_chain_that_the_next_one_goes_on_with(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.FillAsync(2500);
        await server.ExecuteAsync("alter table seals rename to away"); // the state has moved when this is found
        await Should.ThrowAsync<System.Data.Common.DbException>(server.SealAsync);
        await server.ExecuteAsync("alter table away rename to seals");
        (await server.VerifyAsync()).Findings.ShouldBeEmpty();

        await using var next = await server.StartAnotherNodeAsync();
        await next.SealAsync();

        (await next.VerifyAsync()).Rows.ShouldBe(await server.LastIdAsync());
        (await next.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task What_is_written_meanwhile_is_sealed_later(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        var logins = Enumerable.Range(0, 30).Select(_ => server.Client.LoginAsync()).ToList();
        for (var i = 0; i < 10; i++)
        {
            await server.Get<Sealer>().RunOnceAsync(CancellationToken.None); // nothing is old enough yet
        }

        await Task.WhenAll(logins);
        (await server.QueryAsync("select number from seals", "number")).ShouldBeEmpty();
        await server.SealAsync();
        await server.Client.LoginAsync();

        var report = await server.VerifyAsync();
        report.Findings.ShouldBeEmpty();
        report.Unsealed.ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task A_seal_ends_where_a_piece_of_the_table_does(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.SealAsync();
        foreach (var id in (long[])[TablePieces.Size - 1, TablePieces.Size, TablePieces.Size + 1])
        {
            await server.ExecuteAsync($"insert into security_events (id, at, type, outcome) values ({id}, 0, 'login.failed', 'failure')");
        }

        await server.SealAsync();

        (await server.QueryAsync("select last_id from seals order by number", "last_id")).ShouldContain($"{TablePieces.Size - 1}");
        (await server.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task The_newest_seal_is_given_out_once_each_time_and_only_when_something_has_happened(string engine)
    {
        var file = Path.GetTempFileName();
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:ActivityLog:AnchorFile", file), ("HeadlessKey:ActivityLog:AnchorEvery", "01:00:00"));
        await using var other = await server.StartAnotherNodeAsync();
        await server.Client.LoginAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => (i % 2 == 0 ? server : other).SealAsync())));
        (await server.CountEventsAsync("activity.sealed")).ShouldBe(1);

        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        await server.Client.LoginAsync();
        await server.SealAsync();
        (await server.CountEventsAsync("activity.sealed")).ShouldBe(1);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.SealAsync();
        server.Clock.Advance(TimeSpan.FromHours(2));
        await server.SealAsync(); // nothing but its own event since
        (await server.CountEventsAsync("activity.sealed")).ShouldBe(2);

        var anchors = (await File.ReadAllLinesAsync(file)).SelectMany(SealAnchor.In).ToArray();
        anchors.Length.ShouldBe(2);
        (await server.QueryAsync("select detail from security_events where type = 'activity.sealed' order by id", "detail")).ShouldBe(anchors.Select(anchor => anchor.ToString()));
        (await server.VerifyAsync(anchors)).Findings.ShouldBeEmpty();
        File.Delete(file);
    }

    [Theory, EveryEngine]
    public async Task A_file_that_cannot_be_written_stops_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:ActivityLog:AnchorFile", "/nowhere/anchors"));
        await server.Client.LoginAsync();

        await server.SealAsync();

        server.Log.Lines.ShouldContain(line => line.StartsWith("Error 1603 ", StringComparison.Ordinal));
        (await server.VerifyAsync()).Findings.ShouldBeEmpty();
    }
}
