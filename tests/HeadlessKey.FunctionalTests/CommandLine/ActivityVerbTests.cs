using HeadlessKey.Testing;
using Microsoft.Data.Sqlite;

namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class ActivityVerbTests
{
    [Theory, EveryEngine]
    public async Task What_an_operator_does_is_found_exported_and_checked(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await place.AddUserAsync("grace");
        (await place.RunAsync("user", "disable", "grace")).ExpectDone();

        var found = (await place.RunAsync("activity", "search", "--user", "grace", "--json")).ExpectDone().Json.EnumerateArray().ToArray();
        found.Select(row => row.GetProperty("type").GetString()).ShouldBe(["user.disabled", "user.created"]);
        found.ShouldAllBe(row => row.GetProperty("actor_kind").GetString() == "operator" && row.GetProperty("subject_login").GetString() == "grace");

        var first = (await place.RunAsync("activity", "search", "--type", "user.*", "--limit", "2", "--oldest-first")).ExpectDone();
        first.Output.Split('\n')[1].ShouldContain("user.created");
        var place2 = first.Error.Split("--after ")[1].Trim();
        (await place.RunAsync("activity", "search", "--type", "user.*", "--oldest-first", "--after", place2, "--json")).ExpectDone().Json.EnumerateArray().Single()
            .GetProperty("type").GetString().ShouldBe("user.disabled");

        var csv = (await place.RunAsync("activity", "export", "--since", "1:00:00", "--outcome", "success")).ExpectDone().Output;
        csv.ShouldStartWith("id,at,type,outcome,actor_kind,");
        csv.TrimEnd().Split("\r\n").Length.ShouldBe(6); // the first key, two users, one change, and that it is exported
        csv.ShouldContain("activity.exported,success,operator");
        (await place.RunAsync("activity", "verify")).ExpectDone().Output.ShouldContain("Not sealed yet: 5 events.");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();

        (await place.RunAsync("activity", "search", "--since", "yesterday")).ExpectRefused("yesterday is no time");
        (await place.RunAsync("activity", "search", "--user", "nobody")).ExpectRefused("There is no user nobody");
        (await place.RunAsync("activity", "search", "--after", "x")).ExpectRefused("no place where a search has ended");
        (await place.RunAsync("activity", "verify", "--anchor", place.Write("empty", "nothing"))).ExpectRefused("There is no anchor in empty");
    }

    [Fact, Promise("R2")]
    public async Task A_log_that_was_changed_is_told_with_its_place_and_exit_code_1()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(place.DataFolder, "headlesskey.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "insert into seals values (1, 1, 2, 2, 0, 0, 'made up')";
            await command.ExecuteNonQueryAsync();
        }

        var told = (await place.RunAsync("activity", "verify", "--json")).ExpectRefused("The activity log is not as it was sealed");
        var finding = told.Json.GetProperty("findings")[0];
        finding.GetProperty("what").GetString()!.ShouldContain("changed");
        (finding.GetProperty("from_id").GetInt64(), finding.GetProperty("to_id").GetInt64()).ShouldBe((1, 2));
    }

    [Theory, EveryEngine]
    public async Task Tail_shows_new_events_as_they_come(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        using var tail = place.Begin("activity", "tail", "--json");
        var lines = new List<string>();
        async Task<string> NextAsync() => (await tail.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)))!;
        lines.Add(await NextAsync());
        lines.Add(await NextAsync());

        await place.AddUserAsync("grace");
        lines.Add(await NextAsync());
        tail.Kill();

        lines.ConvertAll(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("type").GetString())
            .ShouldBe(["key.announced", "user.created", "user.created"]);
    }
}
