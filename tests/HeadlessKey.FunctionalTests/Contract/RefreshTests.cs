namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>The shapes of a refresh; what it does to the session is in the tests of the promises.</summary>
public sealed class RefreshTests
{
    [Theory, EveryEngine]
    public async Task A_refresh_answers_the_same_members_as_token(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        refreshed.Json.Members().ShouldBe(login.Json.Members());
        refreshed.Json.GetProperty("user").GetRawText().ShouldBe(login.Json.GetProperty("user").GetRawText());
        refreshed.SessionId.ShouldBe(login.SessionId);
        refreshed.RefreshToken.ShouldNotBe(login.RefreshToken);
        (await server.Client.ValidateAsync(refreshed.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_form_refreshes_like_json(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        var byForm = (await server.Client.PostFormAsync("/token/refresh", ("refresh_token", login.RefreshToken))).Expect(200);

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200).RefreshToken.ShouldBe(byForm.RefreshToken);
    }

    [Theory, EveryEngine]
    public async Task The_plugins_shape_is_the_same_rotation(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        var byAccess = (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).Expect(200);
        var byRefresh = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        byAccess.SessionId.ShouldBe(login.SessionId);
        byRefresh.RefreshToken.ShouldBe(byAccess.RefreshToken);
        byRefresh.Json.GetProperty("jti").GetString().ShouldBe(byAccess.Json.GetProperty("jti").GetString());
    }

    [Theory, EveryEngine]
    public async Task The_plugins_shape_can_be_turned_off(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:AllowAccessTokenRefresh", "false"));
        var login = await server.Client.LoginAsync();

        (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task An_expired_access_token_is_exchanged_no_more(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(3600));

        (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).ExpectError(401, "headlesskey_expired_token");
    }

    [Theory, EveryEngine]
    public async Task The_refresh_window_ends_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:RefreshWindow", "00:10:00"));
        var inTime = await server.Client.LoginAsync();
        var tooLate = await server.Client.LoginAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(3600 + 599));
        (await server.Client.RefreshByAccessTokenAsync(inTime.AccessToken)).Expect(200);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.RefreshByAccessTokenAsync(tooLate.AccessToken)).ExpectError(401, "headlesskey_expired_token");
    }

    [Theory, EveryEngine]
    public async Task The_refresh_window_never_reaches_past_the_sessions_end(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Tokens:RefreshWindow", "14.00:00:00"), ("HeadlessKey:Sessions:AbsoluteLimit", "02:00:00"));
        var inTime = await server.Client.LoginAsync();
        var tooLate = await server.Client.LoginAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(7199));
        (await server.Client.RefreshByAccessTokenAsync(inTime.AccessToken)).Expect(200);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.RefreshByAccessTokenAsync(tooLate.AccessToken)).ExpectError(401, "headlesskey_expired_refresh_token");
    }

    [Theory, EveryEngine]
    public async Task What_is_not_a_token_of_ours_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.RefreshAsync("hkr_nonsense")).ExpectError(401, "headlesskey_invalid_refresh_token");
        (await server.Client.RefreshAsync(login.AccessToken)).ExpectError(401, "headlesskey_invalid_refresh_token");
        (await server.Client.RefreshAsync(ForgeRefreshToken(login.RefreshToken))).ExpectError(401, "headlesskey_invalid_refresh_token");
        (await server.Client.RefreshByAccessTokenAsync(login.RefreshToken)).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.RefreshByAccessTokenAsync(Jwt.Forge(login.AccessToken))).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200); // and none of it cost the real one its use
    }

    [Theory, EveryEngine]
    public async Task A_refresh_token_of_a_deleted_account_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        await server.DeleteAsync();

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401);
    }

    private static string ForgeRefreshToken(string token) => token[..^2] + (token[^2] == 'A' ? 'B' : 'A') + token[^1];
}
