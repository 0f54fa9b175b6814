using System.Net.Http.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A script with a list of passwords gets nowhere, and does not lock the owner out either.</summary>
public sealed class GuessingTests
{
    private const int Threshold = 5;
    private static readonly (string, string?) Trust = ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1");

    [Theory, EveryEngine, Promise("G2")]
    public async Task Of_two_hundred_guesses_at_once_no_more_than_the_threshold_reach_a_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => server.Client.LoginAsync(password: $"guess {i}")));

        answers.Count(answer => answer.Status == 401).ShouldBe(Threshold);
        answers.Count(answer => answer.Status == 429).ShouldBe(200 - Threshold);
        (await server.Client.LoginAsync()).ExpectError(429, "headlesskey_too_many_attempts");
    }

    [Fact, Promise("G1"), Promise("G2")]
    public async Task Two_nodes_count_together()
    {
        Assert.SkipUnless(PostgresCluster.IsAvailable, "PostgreSQL is not installed");
        await using var one = await TestServer.StartAsync(EveryEngineAttribute.PostgreSql, TestServer.Guarded);
        await using var two = await one.StartAnotherNodeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? one : two).Client.LoginAsync(password: $"guess {i}")));

        answers.Count(answer => answer.Status == 401).ShouldBe(Threshold);
    }

    [Theory, EveryEngine, Promise("G1")]
    public async Task A_restart_forgets_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        await GuessAsync(server, Threshold);

        await using var restarted = await server.StartAnotherNodeAsync();

        (await restarted.Client.LoginAsync()).ExpectError(429, "headlesskey_too_many_attempts");
    }

    [Theory, EveryEngine, Promise("G3")]
    public async Task A_stranger_does_not_lock_the_owner_out(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, [Trust, .. TestServer.Guarded]);
        await GuessAsync(server, Threshold + 1, "203.0.113.7");

        (await LoginFromAsync(server, "198.51.100.9", TestUser.Password)).Expect(200);
        (await LoginFromAsync(server, "203.0.113.7", TestUser.Password)).Expect(429);
    }

    [Theory, EveryEngine, Promise("G3")]
    public async Task When_five_hundred_addresses_guess_only_the_owners_own_networks_get_through(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, [Trust, .. TestServer.Guarded]);
        (await LoginFromAsync(server, "198.51.100.9", TestUser.Password)).Expect(200);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => LoginFromAsync(server, $"203.0.{i / 250}.{(i % 250) + 1}", $"guess {i}")));

        guesses.Count(answer => answer.Status == 401).ShouldBe(50);
        (await LoginFromAsync(server, "198.51.100.9", TestUser.Password)).Expect(200);
        (await LoginFromAsync(server, "192.0.2.77", TestUser.Password)).Expect(429);
    }

    [Theory, EveryEngine, Promise("G3")]
    public async Task Addresses_of_one_ipv6_customer_count_as_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, [Trust, .. TestServer.Guarded]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => LoginFromAsync(server, $"2001:db8:1:2::{i:x}", "guess")));

        answers.Count(answer => answer.Status == 401).ShouldBe(Threshold);
        (await LoginFromAsync(server, "2001:db8:1:3::1", TestUser.Password)).Expect(200);
    }

    [Theory, EveryEngine, Promise("G1")]
    public async Task A_list_of_stolen_names_and_passwords_is_stopped_by_the_network(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => server.Client.LoginAsync($"nobody{i}", "stolen")));

        answers.Count(answer => answer.Status == 401).ShouldBe(50);
        answers.Count(answer => answer.Status == 429).ShouldBe(70);
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_name_that_nobody_has_is_locked_in_the_same_way(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        Answer known = await GuessAsync(server, Threshold + 1), unknown = await GuessAsync(server, Threshold + 1, login: "nobody");

        unknown.Status.ShouldBe(429);
        unknown.Body.ShouldBe(known.Body);
        unknown.Headers.RetryAfter.ShouldBe(known.Headers.RetryAfter);
    }

    [Theory, EveryEngine, Promise("G2")]
    public async Task The_login_and_the_address_of_one_person_count_together(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        await GuessAsync(server, 3);
        await GuessAsync(server, 2, login: TestUser.Email);

        (await server.Client.LoginAsync("ADA ", "guess")).Expect(429);
    }

    [Theory, EveryEngine, Promise("G7")]
    public async Task Who_is_locked_out_is_told_until_when(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);

        var refused = (await GuessAsync(server, Threshold + 1)).ExpectError(429, "headlesskey_too_many_attempts");

        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(15));
        refused.Json.GetProperty("data").GetProperty("retry_after").GetInt32().ShouldBe(900);
    }

    [Theory, EveryEngine]
    public async Task A_lock_ends_to_the_second_and_the_next_one_is_twice_as_long(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        await GuessAsync(server, Threshold + 1);

        server.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        (await server.Client.LoginAsync(password: "guess")).Expect(429);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.LoginAsync(password: "guess")).Expect(401);

        (await GuessAsync(server, Threshold)).Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(30));
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_right_password_starts_the_count_anew(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        for (var round = 0; round < 4; round++)
        {
            await GuessAsync(server, Threshold - 1);
            (await server.Client.LoginAsync()).Expect(200);
        }
    }

    [Theory, EveryEngine]
    public async Task Attempts_of_long_ago_count_no_more(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        for (var round = 0; round < 3; round++)
        {
            (await GuessAsync(server, Threshold)).Expect(401);
            server.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Right_passwords_use_nothing_up(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        for (var i = 0; i < 60; i++)
        {
            (await server.Client.LoginAsync()).Expect(200);
        }
    }

    [Theory, EveryEngine, Promise("S1")]
    public async Task What_was_typed_as_a_name_is_kept_nowhere(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        await server.Client.LoginAsync("my-password-in-the-wrong-field", "guess");

        (await server.QueryAsync("select * from attempts", "subject", "network")).ShouldAllBe(row => !row.Contains("wrong-field"));
    }

    private static async Task<Answer> GuessAsync(TestServer server, int times, string? from = null, string login = TestUser.Login)
    {
        Answer last = null!;
        for (var i = 0; i < times; i++)
        {
            last = await LoginFromAsync(server, from, "guess", login);
        }

        return last;
    }

    private static Task<Answer> LoginFromAsync(TestServer server, string? address, string password, string login = TestUser.Login) =>
        server.Client.SendAsync(
            HttpMethod.Post, Intruder.Root + "/token", JsonContent.Create(new { username = login, password }), null,
            address is null ? [] : [("X-Forwarded-For", address)]);
}
