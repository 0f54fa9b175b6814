namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class SettingsVerbTests
{
    [Theory, EveryEngine]
    public async Task A_setting_is_changed_shown_undone_and_a_running_server_follows(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        (await place.RunWithInputAsync("a password of some length\n", "user", "add", "ada", "ada@example.test")).ExpectDone();
        await using var server = await place.ServeAsync();

        (await place.RunAsync("settings", "set", "Tokens:Lifetime", "00:10:00")).ExpectDone().Output.ShouldContain("settings undo 1");
        await Eventually.TrueAsync(
            async () => (await server.Client.LoginAsync("ada", "a password of some length")).Json.GetProperty("expires_in").GetInt32() == 600, TimeSpan.FromSeconds(5));

        (await place.RunAsync("settings", "get", "tokens:lifetime")).ExpectDone().Output.Trim().ShouldBe("00:10:00");
        var row = (await place.RunAsync("settings", "list", "--json")).ExpectDone().Json.EnumerateArray()
            .Single(setting => setting.GetProperty("setting").GetString() == "Tokens:Lifetime");
        (row.GetProperty("value").GetString(), row.GetProperty("from").GetString(), row.GetProperty("runtime").GetString()).ShouldBe(("00:10:00", "stored", "yes"));
        (await place.RunAsync("settings", "set", "Cors:AllowedOrigins", "https://a.example", "https://b.example")).ExpectDone();
        (await place.RunAsync("settings", "reset", "Cors:AllowedOrigins")).ExpectDone();
        (await place.RunAsync("settings", "history", "--json")).ExpectDone().Json.GetArrayLength().ShouldBe(3);
        (await place.RunAsync("settings", "undo", "1")).ExpectDone();
        (await place.RunAsync("settings", "undo", "1")).ExpectRefused("has been changed again");
        (await place.RunAsync("settings", "get", "Tokens:Lifetime")).ExpectDone().Output.Trim().ShouldBe("01:00:00");
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_a_line_that_says_why()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey__Sessions__Limit", "5"));

        (await place.RunAsync("settings", "set", "Tokens:Lifetime", "2.00:00:00")).ExpectRefused("Tokens:Lifetime is 2.00:00:00; it must be from");
        (await place.RunAsync("settings", "set", "Tokens:Lifetime", "soon")).ExpectRefused("Tokens:Lifetime takes a time span");
        (await place.RunAsync("settings", "set", "Sessions:Limit", "3")).ExpectRefused("Sessions:Limit is set by the environment");
        (await place.RunAsync("settings", "set", "Storage:Engine", "postgresql")).ExpectRefused("cannot be changed while the server runs");
        (await place.RunAsync("settings", "get", "No:Such")).ExpectRefused("is not a setting");
        (await place.RunAsync("settings", "undo")).ExpectRefused("nothing to undo");
    }
}
