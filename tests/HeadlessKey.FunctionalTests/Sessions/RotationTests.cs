using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>One use of a refresh token gives one successor; a late second use ends the session.</summary>
public sealed class RotationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, EveryEngine]
    public async Task Within_the_grace_window_the_old_token_gives_the_same_successor_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        var first = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        server.Clock.Advance(29 * Second);
        var again = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        again.RefreshToken.ShouldBe(first.RefreshToken);
        again.Json.GetProperty("jti").GetString().ShouldBe(first.Json.GetProperty("jti").GetString());
        again.Json.GetProperty("expiration").GetString().ShouldBe(first.Json.GetProperty("expiration").GetString());
    }

    [Theory, EveryEngine, Promise("S2")]
    public async Task An_old_token_outside_the_grace_window_ends_the_session_and_is_recorded(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var successor = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        server.Clock.Advance(30 * Second);

        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_reused_refresh_token");

        (await server.CountEventsAsync("token.reuse_detected", login.SessionId)).ShouldBe(1);
        (await server.Client.RefreshAsync(successor.RefreshToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(successor.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine, Promise("S2")]
    public async Task The_plugins_shape_detects_the_second_use_as_well(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var successor = (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).Expect(200);
        server.Clock.Advance(30 * Second);

        (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).ExpectError(401, "headlesskey_reused_refresh_token");

        (await server.CountEventsAsync("token.reuse_detected", login.SessionId)).ShouldBe(1);
        (await server.Client.ValidateAsync(successor.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine, Promise("S2")]
    public async Task Many_late_uses_at_once_are_one_detection(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var login = await server.Client.LoginAsync();
        await server.Client.RefreshAsync(login.RefreshToken);
        server.Clock.Advance(30 * Second);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            number => (number % 2 == 0 ? server : other).Client.RefreshAsync(login.RefreshToken)));

        answers.ShouldAllBe(answer => answer.Status == 401);
        answers.Count(answer => answer.Code == "headlesskey_reused_refresh_token").ShouldBe(1);
        (await server.CountEventsAsync("token.reuse_detected", login.SessionId)).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("S2")]
    public async Task Without_a_grace_window_every_second_use_ends_the_session(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Sessions:GraceWindow", "00:00:00"));
        var login = await server.Client.LoginAsync();
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_reused_refresh_token");
    }

    [Theory, EveryEngine, Promise("S3")]
    public async Task Any_number_of_uses_at_once_over_two_nodes_give_one_successor(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();

        foreach (var uses in (int[])[2, 8, 64])
        {
            var login = await server.Client.LoginAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, uses).Select(
                number => (number % 2 == 0 ? server : other).Client.RefreshAsync(login.RefreshToken)));

            answers.ShouldAllBe(answer => answer.Status == 200);
            answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem();
            answers.Select(answer => answer.Json.GetProperty("jti").GetString()).Distinct().ShouldHaveSingleItem();
            (await server.CountEventsAsync("token.refreshed", login.SessionId)).ShouldBe(1);
        }
    }

    [Theory, EveryEngine, Promise("S3")]
    public async Task Both_shapes_at_once_over_two_nodes_give_one_successor(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var login = await server.Client.LoginAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
        {
            var client = (number % 2 == 0 ? server : other).Client;
            return number % 4 < 2 ? client.RefreshAsync(login.RefreshToken) : client.RefreshByAccessTokenAsync(login.AccessToken);
        }));

        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem();
    }

    [Theory, EveryEngine, Promise("S4")]
    public async Task The_first_use_of_the_successor_closes_the_window(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var second = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        (await server.Client.RefreshAsync(second.RefreshToken)).Expect(200);

        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_reused_refresh_token");
    }

    [Theory, EveryEngine]
    public async Task The_superseded_access_token_dies_with_the_window_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var successor = await server.Client.RefreshAsync(login.RefreshToken);

        server.Clock.Advance(29 * Second);
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);

        server.Clock.Advance(Second);
        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(successor.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_restart_in_the_grace_window_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var successor = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        await using var restarted = await server.StartAnotherNodeAsync();

        (await restarted.Client.RefreshAsync(login.RefreshToken)).Expect(200).RefreshToken.ShouldBe(successor.RefreshToken);
        (await restarted.Client.ValidateAsync(login.AccessToken)).Expect(200);
        server.Clock.Advance(30 * Second);
        (await restarted.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }
}
