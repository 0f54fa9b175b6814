using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Nobody has more devices than allowed, however many sign in at once.</summary>
public sealed class DeviceLimitTests
{
    private static readonly (string, string?) Three = ("HeadlessKey:Sessions:Limit", "3");
    private static readonly (string, string?) Reject = ("HeadlessKey:Sessions:WhenFull", "reject");

    [Theory, EveryEngine, Promise("S10")]
    public async Task Of_fifty_sign_ins_at_once_three_stay_when_the_oldest_go(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Three);

        var logins = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Client.LoginAsync()));

        logins.ShouldAllBe(login => login.Status == 200);
        (await LiveAsync(server)).ShouldBe(3);
        (await Task.WhenAll(logins.Select(login => server.Client.ValidateAsync(login.AccessToken)))).Count(answer => answer.Status == 200).ShouldBe(3);
        (await Task.WhenAll(logins.Select(login => server.Client.RefreshAsync(login.RefreshToken)))).Count(answer => answer.Status == 200).ShouldBe(3);
    }

    [Theory, EveryEngine, Promise("S10")]
    public async Task Of_fifty_sign_ins_at_once_three_get_in_when_the_rest_is_rejected(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Three, Reject);

        var logins = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Client.LoginAsync()));

        logins.Count(login => login.Status == 200).ShouldBe(3);
        var refused = logins.First(login => login.Status != 200).ExpectError(403, "headlesskey_device_limit");
        refused.Json.GetProperty("data").GetProperty("limit").GetInt32().ShouldBe(3);
        (await LiveAsync(server)).ShouldBe(3);
    }

    [Fact, Promise("S10")]
    public async Task Two_nodes_keep_to_one_limit()
    {
        Assert.SkipUnless(PostgresCluster.IsAvailable, "PostgreSQL is not installed");
        await using var one = await TestServer.StartAsync(EveryEngineAttribute.PostgreSql, Three);
        await using var two = await one.StartAnotherNodeAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? one : two).Client.LoginAsync()));

        (await LiveAsync(one)).ShouldBe(3);
    }

    [Theory, EveryEngine]
    public async Task The_device_that_was_not_seen_for_longest_goes(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Sessions:Limit", "2"));
        var first = await server.Client.LoginAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await server.Client.LoginAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        first = (await server.Client.RefreshAsync(first.RefreshToken)).Expect(200);

        (await server.Client.LoginAsync()).Expect(200);

        (await server.Client.RefreshAsync(second.RefreshToken)).Expect(401);
        (await server.Client.RefreshAsync(first.RefreshToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_device_that_signs_out_or_expires_makes_room(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Sessions:Limit", "1"), Reject);
        var first = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.LoginAsync()).Expect(403);

        (await server.Client.RevokeAsync(first.AccessToken)).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.LoginAsync()).Expect(403);

        server.Clock.Advance(TimeSpan.FromDays(14));
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_role_may_have_a_limit_of_its_own_and_the_most_generous_counts(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Sessions:Limit", "1"), Reject, ("HeadlessKey:Sessions:RoleLimits:editor", "2"), ("HeadlessKey:Sessions:RoleLimits:author", "1"),
            ("HeadlessKey:Sessions:RoleLimits:administrator", "0"));
        await server.AddUserAsync("eve", "eve@example.test", TestUser.Password, "editor", "author");
        await server.AddUserAsync("root", "root@example.test", TestUser.Password, "administrator", "editor");

        (await CountAsync(server, TestUser.Login)).ShouldBe(1);
        (await CountAsync(server, "eve")).ShouldBe(2);
        (await CountAsync(server, "root")).ShouldBe(4);
    }

    [Theory, EveryEngine]
    public async Task Who_is_turned_away_at_the_limit_is_not_counted_as_a_guesser(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, [("HeadlessKey:Sessions:Limit", "1"), Reject, .. TestServer.Guarded]);
        var first = (await server.Client.LoginAsync()).Expect(200);
        for (var i = 0; i < 8; i++)
        {
            (await server.Client.LoginAsync()).Expect(403);
        }

        (await server.Client.RevokeAsync(first.AccessToken)).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
    }

    /// <summary>How many of four sign-ins get in.</summary>
    private static async Task<int> CountAsync(TestServer server, string login)
    {
        var count = 0;
        for (var i = 0; i < 4; i++)
        {
            count += (await server.Client.LoginAsync(login)).Status == 200 ? 1 : 0;
        }

        return count;
    }

    private static async Task<int> LiveAsync(TestServer server) =>
        (await server.QueryAsync("select id from sessions where ended_at is null", "id")).Count;
}
