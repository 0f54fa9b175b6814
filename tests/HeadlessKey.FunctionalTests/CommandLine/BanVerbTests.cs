namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class BanVerbTests
{
    private const string Network = "127.0.0.1";

    [Theory, EveryEngine]
    public async Task A_ban_shuts_a_network_out_of_a_running_server_until_it_is_lifted(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        var login = (await server.Client.LoginAsync()).Expect(200);

        (await place.RunAsync("bans", "add", Network, "--reason", "too loud")).ExpectDone().Output.ShouldBe("Banned 127.0.0.1.\n");
        await Eventually.TrueAsync(async () => (await server.Client.ValidateAsync(login.AccessToken)).Code == "rest_forbidden", TimeSpan.FromSeconds(5));
        (await server.Client.LoginAsync()).ExpectError(401, "rest_forbidden");

        var listed = (await place.RunAsync("bans", "list", "--json")).ExpectDone().Json.EnumerateArray().Single();
        (listed.GetProperty("network").GetString(), listed.GetProperty("state").GetString(), listed.GetProperty("reason").GetString()).ShouldBe((Network, "banned", "too loud"));

        (await place.RunAsync("bans", "remove", Network)).ExpectDone();
        await Eventually.TrueAsync(async () => (await server.Client.ValidateAsync(login.AccessToken)).Status == 200, TimeSpan.FromSeconds(5));
    }

    [Theory, EveryEngine]
    public async Task A_network_that_guessed_is_listed_and_let_in_again(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync("--set", "HeadlessKey:Lockout:NetworkThreshold=2");
        for (var i = 0; i < 3; i++)
        {
            await server.Client.LoginAsync($"nobody{i}", "guess");
        }

        (await server.Client.LoginAsync()).Expect(429);
        (await place.RunAsync("bans", "list", "--json")).ExpectDone().Json.EnumerateArray().Single().GetProperty("state").GetString().ShouldBe("locked");

        (await place.RunAsync("bans", "remove", Network)).ExpectDone();
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_user_who_is_locked_out_is_let_in_again(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        for (var i = 0; i < 6; i++)
        {
            await server.Client.LoginAsync(password: "guess");
        }

        (await server.Client.LoginAsync()).Expect(429);

        (await place.RunAsync("user", "unlock", TestUser.Login)).ExpectDone();
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory]
    [InlineData("everybody")]
    [InlineData("0.0.0.0/0")]
    [InlineData("203.0.113.0/99")]
    public async Task What_is_no_network_is_refused(string text)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("bans", "add", text)).ExpectRefused($"{text} is no network");
        (await place.RunAsync("bans", "remove", "203.0.113.7")).ExpectRefused("neither banned nor locked");
    }
}
