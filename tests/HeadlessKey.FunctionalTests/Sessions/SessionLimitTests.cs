using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

[Promise("S5")]
public sealed class SessionLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory, EveryEngine]
    public async Task The_inactivity_limit_holds_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var inTime = await server.Client.LoginAsync();
        var tooLate = await server.Client.LoginAsync();

        server.Clock.Advance(TimeSpan.FromDays(14) - Second);
        (await server.Client.RefreshAsync(inTime.RefreshToken)).Expect(200);

        server.Clock.Advance(Second);
        (await server.Client.RefreshAsync(tooLate.RefreshToken)).ExpectError(401, "headlesskey_expired_refresh_token");
    }

    [Theory, EveryEngine]
    public async Task Each_refresh_begins_the_inactivity_limit_anew(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        server.Clock.Advance(TimeSpan.FromDays(13));
        var second = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        second.Json.GetProperty("refresh_expires_in").GetInt64().ShouldBe(14 * 24 * 3600);

        server.Clock.Advance(TimeSpan.FromDays(14) - Second);
        var third = (await server.Client.RefreshAsync(second.RefreshToken)).Expect(200);

        server.Clock.Advance(TimeSpan.FromDays(14));
        (await server.Client.RefreshAsync(third.RefreshToken)).ExpectError(401, "headlesskey_expired_refresh_token");
    }

    [Theory, EveryEngine]
    public async Task No_sliding_extends_the_absolute_limit(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Sessions:AbsoluteLimit", "03:00:00"));
        var current = await server.Client.LoginAsync();
        current = await AfterAsync(TimeSpan.FromHours(1), current);
        current = await AfterAsync(TimeSpan.FromHours(1), current);
        current = await AfterAsync(TimeSpan.FromHours(1) - Second, current);

        current.Json.GetProperty("refresh_expires_in").GetInt64().ShouldBe(1);
        current.Json.GetProperty("expires_in").GetInt64().ShouldBe(1); // no access token outlives its session
        server.Clock.Advance(Second);
        (await server.Client.RefreshAsync(current.RefreshToken)).ExpectError(401, "headlesskey_expired_refresh_token");
        (await server.Client.ValidateAsync(current.AccessToken)).ExpectError(401, "headlesskey_expired_token");

        async Task<Answer> AfterAsync(TimeSpan wait, Answer answer)
        {
            server.Clock.Advance(wait);
            return (await server.Client.RefreshAsync(answer.RefreshToken)).Expect(200);
        }
    }

    [Theory, EveryEngine]
    public async Task A_session_that_is_not_remembered_ends_after_twelve_hours_however_busy(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.PostAsync("/token", new { username = TestUser.Login, password = TestUser.Password, remember = false })).Expect(200);
        server.Clock.Advance(TimeSpan.FromHours(12) - Second);
        var last = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        server.Clock.Advance(Second);
        (await server.Client.RefreshAsync(last.RefreshToken)).ExpectError(401, "headlesskey_expired_refresh_token");
        (await server.Client.ValidateAsync(last.AccessToken)).ExpectError(401, "headlesskey_expired_token");
    }

    [Theory, EveryEngine]
    public async Task The_grace_window_does_not_reach_past_the_end(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Sessions:AbsoluteLimit", "01:00:00"));
        var login = await server.Client.LoginAsync();
        server.Clock.Advance(TimeSpan.FromHours(1) - Second);
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        server.Clock.Advance(Second);
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_expired_refresh_token");
    }
}
