using HeadlessKey.ActivityLog;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Record;

/// <summary>Old events leave, and what is left still verifies.</summary>
public sealed class RetentionTests
{
    private static readonly (string, string?) TenDays = ("HeadlessKey:ActivityLog:KeepFor", "10.00:00:00");

    [Theory, EveryEngine, Promise("R2")]
    public async Task What_is_too_old_goes_with_its_seals_and_is_counted_in_an_event(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TenDays, RecordedEvents.Quiet);
        await server.FillAsync(2500);
        await server.SealAsync();
        var old = await server.LastIdAsync();
        server.Clock.Advance(TimeSpan.FromDays(engine == EveryEngineAttribute.Sqlite ? 11 : 42)); // a partition that may still fill is waited for
        await server.FillAsync(1200);
        await server.SealAsync();

        var gone = await RemoveAsync(server);

        gone.ShouldBeGreaterThanOrEqualTo(2000); // by whole seals
        var left = (await server.QueryAsync("select min(id) as n from security_events", "n")).Single();
        long.Parse(left, null).ShouldBeGreaterThan(old - Sealer.RowsPerSeal);
        (await server.QueryAsync("select detail from security_events where type = 'activity.pruned'", "detail")).Sum(detail => long.Parse(detail, null)).ShouldBe(gone);
        var report = await server.VerifyAsync();
        report.Findings.ShouldBeEmpty();
        report.PrunedId.ShouldBe(gone);

        (await RemoveAsync(server)).ShouldBe(0);
    }

    [Theory, EveryEngine, Promise("R2")]
    public async Task What_is_put_where_the_old_rows_were_is_found_and_so_is_a_longer_cut(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TenDays, RecordedEvents.Quiet);
        await server.FillAsync(3500);
        await server.SealAsync();
        server.Clock.Advance(TimeSpan.FromDays(43));
        await server.FillAsync(2500);
        await server.SealAsync();
        await RemoveAsync(server);
        (await server.VerifyAsync()).Findings.ShouldBeEmpty();

        await server.ExecuteAsync("insert into security_events (id, at, type, outcome) values (5, 0, 'login.succeeded', 'success')");
        (await server.VerifyAsync()).Findings.ShouldHaveSingleItem().What.ShouldContain("had been removed");
        await server.ExecuteAsync("delete from security_events where id = 5");

        await server.ExecuteAsync("delete from security_events where id <= (select min(last_id) from seals)");
        await server.ExecuteAsync("delete from seals where number = (select min(number) from seals)");
        (await server.VerifyAsync()).Findings.ShouldHaveSingleItem().What.ShouldContain("missing");
    }

    [Theory, EveryEngine]
    public async Task Nodes_that_remove_at_once_count_each_row_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TenDays, RecordedEvents.Quiet);
        await using var other = await server.StartAnotherNodeAsync();
        await server.FillAsync(5500);
        await server.SealAsync();
        server.Clock.Advance(TimeSpan.FromDays(43));
        var before = await CountAsync(server);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => RemoveAsync(i % 2 == 0 ? server : other))));

        var told = (await server.QueryAsync("select detail from security_events where type = 'activity.pruned'", "detail")).ConvertAll(detail => long.Parse(detail, null));
        (before - told.Sum() + told.Count).ShouldBe(await CountAsync(server));
        told.Sum().ShouldBe(before);
        (await server.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task Nothing_goes_when_everything_is_to_be_kept_or_nothing_is_sealed_or_the_chain_is_broken(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TenDays, RecordedEvents.Quiet);
        await using var keeper = await server.StartAnotherNodeAsync(("HeadlessKey:ActivityLog:KeepFor", "00:00:00"));
        await server.FillAsync(1500);
        server.Clock.Advance(TimeSpan.FromDays(500));
        (await RemoveAsync(server)).ShouldBe(0);

        await server.SealAsync();
        (await RemoveAsync(keeper)).ShouldBe(0);

        await server.ExecuteAsync("update seal_state set mac = 'x'");
        (await RemoveAsync(server)).ShouldBe(0);
    }

    [Theory]
    [InlineData(EveryEngineAttribute.PostgreSql)]
    public async Task On_PostgreSql_old_rows_leave_by_partition(string engine)
    {
        Assert.SkipUnless(PostgresCluster.IsAvailable, "PostgreSQL is not installed");
        await using var server = await TestServer.StartAsync(engine, TenDays, RecordedEvents.Quiet);
        await server.FillAsync(10);
        var seals = server.Get<SealStore>();
        foreach (var id in (long[])[600_000, 999_999, 1_000_001, 2_000_002])
        {
            await server.ExecuteAsync($"insert into security_events (id, at, type, outcome) values ({id}, {server.Clock.GetUtcNow().ToUnixTimeMilliseconds()}, 'login.failed', 'failure')");
        }

        // What came before its partition was made went into the one for all others, and moves.
        (await server.QueryAsync("select id from security_events_default", "id")).ShouldBe(["1000001", "2000002"]);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => seals.AddPiecesAsync(CancellationToken.None))));
        (await server.QueryAsync("select id from security_events_default", "id")).ShouldBeEmpty();
        (await server.QueryAsync("select id from security_events_1000000", "id")).ShouldBe(["1000001"]);

        await server.ExecuteAsync("select setval(pg_get_serial_sequence('security_events', 'id'), 2000002)");
        await server.SealAsync();
        server.Clock.Advance(TimeSpan.FromDays(11));
        await RemoveAsync(server);

        (await server.QueryAsync("select relname from pg_class where relname like 'security_events%' and relkind = 'r'", "relname")).Order(StringComparer.Ordinal)
            .ShouldBe(["security_events_2000000", "security_events_default"]);
        (await server.VerifyAsync()).Findings.ShouldBeEmpty();
        (await server.Client.LoginAsync()).Expect(200);
    }

    private static async Task<long> RemoveAsync(TestServer server)
    {
        var retention = server.Services.GetServices<IExpiringRows>().OfType<ActivityRetention>().Single();
        var (all, some) = (0L, 0);
        while ((some = await retention.DeleteExpiredAsync(server.Clock.GetUtcNow(), CancellationToken.None)) > 0)
        {
            all += some;
        }

        return all;
    }

    private static async Task<long> CountAsync(TestServer server) => long.Parse((await server.QueryAsync("select count(*) as n from security_events", "n")).Single(), null);
}
