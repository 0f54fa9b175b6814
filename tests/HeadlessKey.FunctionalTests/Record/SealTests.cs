using HeadlessKey.ActivityLog;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Record;

/// <summary>Who changes the record by SQL is found, and so is where.</summary>
[Promise("R2")]
public sealed class SealTests
{
    [Theory, EveryEngine]
    public async Task What_nobody_touched_verifies(string engine)
    {
        await using var server = await FilledAsync(engine);

        var report = await server.VerifyAsync();

        report.Findings.ShouldBeEmpty();
        report.Seals.ShouldBeGreaterThan(2);
        report.Rows.ShouldBe(await server.LastIdAsync());
        report.Unsealed.ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task A_row_that_was_changed_in_any_column_is_found(string engine)
    {
        await using var server = await FilledAsync(engine);
        foreach (var change in (string[])
        [
            "at = at + 1", "type = 'login.succeeded'", "outcome = 'failure'", "actor_kind = 'operator'", "actor_id = 1", "subject_id = subject_id + 1", "session_id = null",
            "address = ''", "device = 'x'", "user_agent = 'agent '", "request_id = 'R'", "detail = null", "detail = ''",
            "session_id = session_id || address, address = ''", // the same letters, in other columns
        ])
        {
            await server.ExecuteAsync("create table kept as select * from security_events where id = 1500");
            await server.ExecuteAsync($"update security_events set {change} where id = 1500");

            var finding = (await server.VerifyAsync()).Findings.ShouldHaveSingleItem(change);
            finding.What.ShouldContain("changed");
            (finding.FirstId <= 1500 && finding.LastId >= 1500 && finding.LastId - finding.FirstId < Sealer.RowsPerSeal).ShouldBeTrue(change);

            await server.ExecuteAsync("delete from security_events where id = 1500");
            await server.ExecuteAsync($"insert into security_events ({Columns}) select {Columns} from kept");
            await server.ExecuteAsync("drop table kept");
            (await server.VerifyAsync()).Findings.ShouldBeEmpty(change);
        }
    }

    [Theory, EveryEngine]
    public async Task A_row_that_was_deleted_is_found(string engine)
    {
        await using var server = await FilledAsync(engine);
        await server.ExecuteAsync("delete from security_events where id = 1500");

        (await server.VerifyAsync()).Findings.ShouldHaveSingleItem().What.ShouldContain("1 of its rows were deleted");
    }

    [Theory, EveryEngine]
    public async Task A_row_that_was_added_is_found_also_where_an_id_was_free(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.FillAsync(1200);
        await server.ExecuteAsync("delete from security_events where id = 700"); // as if its transaction had been taken back
        await server.SealAsync();
        (await server.VerifyAsync()).Findings.ShouldBeEmpty();

        await server.ExecuteAsync("insert into security_events (id, at, type, outcome) values (700, 0, 'login.succeeded', 'success')");
        (await server.VerifyAsync()).Findings.ShouldHaveSingleItem().What.ShouldContain("added");

        await server.ExecuteAsync("delete from security_events where id = 700");
        await server.ExecuteAsync("insert into security_events (id, at, type, outcome) values (-3, 0, 'login.succeeded', 'success')");
        await server.ExecuteAsync("update seals set first_id = -5 where number = 1");
        (await server.VerifyAsync()).Findings.ShouldNotBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task Rows_that_changed_places_are_found(string engine)
    {
        await using var server = await FilledAsync(engine);
        await server.ExecuteAsync("update security_events set id = -1 where id = 1500");
        await server.ExecuteAsync("update security_events set id = 1500 where id = 1501");
        await server.ExecuteAsync("update security_events set id = 1501 where id = -1");

        (await server.VerifyAsync()).Findings.ShouldHaveSingleItem().What.ShouldContain("changed");
    }

    [Theory, EveryEngine]
    public async Task A_seal_that_is_missing_or_was_written_anew_is_found(string engine)
    {
        await using var server = await FilledAsync(engine);
        await server.ExecuteAsync("create table kept as select * from seals");
        foreach (var change in (string[])
        [
            "delete from seals where number = 2", "update seals set row_count = row_count - 1 where number = 2", "update seals set hash = 'x' where number = 2",
            "update seals set newest_at = 0 where number = 2", "update seals set first_id = first_id + 1 where number = 2", "delete from seals where number = 1", "delete from seals",
        ])
        {
            await server.ExecuteAsync(change);
            (await server.VerifyAsync()).Findings.ShouldNotBeEmpty(change);

            await server.ExecuteAsync("delete from seals");
            await server.ExecuteAsync("insert into seals select * from kept");
            (await server.VerifyAsync()).Findings.ShouldBeEmpty();
        }
    }

    [Theory, EveryEngine]
    public async Task The_end_that_was_cut_off_is_found_even_together_with_its_seals(string engine)
    {
        await using var server = await FilledAsync(engine);
        await server.ExecuteAsync("delete from security_events where id > 2000");
        await server.ExecuteAsync("delete from seals where number > 2");

        var finding = (await server.VerifyAsync()).Findings.ShouldHaveSingleItem();

        finding.What.ShouldContain("end with number 2");
        (finding.FirstId, finding.LastId).ShouldBe((2001, null));
    }

    [Theory, EveryEngine]
    public async Task The_state_cannot_be_made_to_fit_without_the_key(string engine)
    {
        await using var server = await FilledAsync(engine);
        await server.ExecuteAsync("delete from security_events where id > 2000");
        await server.ExecuteAsync("delete from seals where number > 2");
        await server.ExecuteAsync("update seal_state set sealed_number = 2, sealed_id = 2000, sealed_hash = (select hash from seals where number = 2)");

        (await server.VerifyAsync()).Findings.ShouldHaveSingleItem().What.ShouldContain("state");
    }

    [Theory, EveryEngine]
    public async Task Nothing_is_sealed_over_a_chain_that_was_broken(string engine)
    {
        await using var server = await FilledAsync(engine);
        await server.ExecuteAsync("update seal_state set sealed_number = 0, sealed_id = 0, sealed_hash = '', mac = '', version = 0");
        await server.ExecuteAsync("delete from seals");
        await server.ExecuteAsync("delete from security_events where id > 2000");

        await server.SealAsync();

        (await server.QueryAsync("select number from seals", "number")).ShouldBeEmpty();
        server.Log.Lines.ShouldContain(line => line.StartsWith("Critical 1602 ", StringComparison.Ordinal));
    }

    [Theory, EveryEngine]
    public async Task An_older_copy_of_everything_is_found_by_an_anchor_that_was_kept_elsewhere(string engine)
    {
        await using var server = await FilledAsync(engine);
        await server.ExecuteAsync("create table old_seals as select * from seals");
        await server.ExecuteAsync("create table old_state as select * from seal_state");
        var end = await server.LastIdAsync();
        await server.FillAsync(50);
        await server.SealAsync();
        var state = await server.Get<SealStore>().GetStateAsync(CancellationToken.None);
        var anchor = new SealAnchor(state.SealedNumber, state.SealedId, state.SealedHash);
        (await server.VerifyAsync(anchor)).Findings.ShouldBeEmpty();

        await server.ExecuteAsync($"delete from security_events where id > {end}");
        await server.ExecuteAsync("delete from seals where number not in (select number from old_seals)");
        await server.ExecuteAsync("delete from seal_state");
        await server.ExecuteAsync("insert into seal_state select * from old_state");

        (await server.VerifyAsync()).Findings.ShouldBeEmpty(); // the database alone cannot know
        (await server.VerifyAsync(anchor)).Findings.ShouldHaveSingleItem().What.ShouldContain("kept elsewhere, is missing");
        (await server.VerifyAsync(anchor with { Number = 1 })).Findings.ShouldHaveSingleItem().What.ShouldContain("written anew");
    }

    private static string Columns => "id, at, type, outcome, actor_kind, actor_id, subject_id, session_id, address, device, user_agent, request_id, detail";

    private static async Task<TestServer> FilledAsync(string engine)
    {
        var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.FillAsync(2500);
        await server.SealAsync();
        return server;
    }
}
