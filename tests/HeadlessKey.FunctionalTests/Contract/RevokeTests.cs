namespace HeadlessKey.FunctionalTests.Contract;

public sealed class RevokeTests
{
    private const string Route = "/wp-json/headlesskey/v1/token/revoke";

    [Theory, EveryEngine]
    public async Task A_revocation_answers_the_plugins_message_and_nothing_else(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200).Body.ShouldBe("""{"message":"Token revoked successfully."}""");
    }

    [Theory, EveryEngine]
    public async Task Each_way_to_name_the_session_ends_its_access_and_its_refresh_token(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await ExpectEndedAsync(server, login => server.Client.PostAsync("/token/revoke", new { token = login.AccessToken }));
        await ExpectEndedAsync(server, login => server.Client.PostFormAsync("/token/revoke", ("token", login.AccessToken)));
        await ExpectEndedAsync(server, login => server.Client.PostAsync("/token/revoke", new { refresh_token = login.RefreshToken }));
        await ExpectEndedAsync(server, login => server.Client.PostFormAsync("/token/revoke", ("refresh_token", login.RefreshToken)));
        await ExpectEndedAsync(server, login => server.Client.SendAsync(HttpMethod.Post, Route, content: null, login.AccessToken));
    }

    [Theory, EveryEngine]
    public async Task Only_the_tokens_own_session_ends(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var kept = await server.Client.LoginAsync();
        var ended = await server.Client.LoginAsync();

        (await server.Client.RevokeAsync(ended.AccessToken)).Expect(200);

        (await server.Client.ValidateAsync(kept.AccessToken)).Expect(200);
        (await server.Client.RefreshAsync(kept.RefreshToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Scope_all_ends_every_session_of_the_user_and_of_nobody_else(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("bob", "bob@example.test", "another long secret", "subscriber");
        var bob = await server.Client.LoginAsync("bob", "another long secret");
        Answer[] logins = [await server.Client.LoginAsync(), await server.Client.LoginAsync(), await server.Client.LoginAsync()];

        (await server.Client.RevokeAsync(logins[1].AccessToken, "all")).Expect(200);

        foreach (var login in logins)
        {
            (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
            (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_revoked_token");
        }

        (await server.Client.ValidateAsync(bob.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task An_unknown_scope_ends_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.RevokeAsync(login.AccessToken, "everything")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["scope"]);

        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Revoking_twice_answers_200_twice_and_is_recorded_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);
        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);
        (await server.Client.PostAsync("/token/revoke", new { refresh_token = login.RefreshToken })).Expect(200);

        (await server.CountEventsAsync("token.revoked", login.SessionId)).ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task A_session_that_is_over_cannot_end_the_others(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var ended = await server.Client.LoginAsync();
        var other = await server.Client.LoginAsync();
        await server.Client.RevokeAsync(ended.AccessToken);

        (await server.Client.RevokeAsync(ended.AccessToken, "all")).Expect(200);

        (await server.Client.ValidateAsync(other.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task An_expired_but_genuine_token_answers_200_and_ends_the_session(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        server.Clock.Advance(TimeSpan.FromDays(2));

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine]
    public async Task A_token_that_does_not_verify_answers_401_and_ends_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.RevokeAsync(Jwt.Forge(login.AccessToken))).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.RevokeAsync(login.RefreshToken)).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.PostAsync("/token/revoke", new { refresh_token = login.AccessToken }))
            .ExpectError(401, "headlesskey_invalid_refresh_token");
        (await server.Client.SendAsync(HttpMethod.Post, Route, content: null)).ExpectError(401, "headlesskey_no_auth_header");

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
    }

    private static async Task ExpectEndedAsync(TestServer server, Func<Answer, Task<Answer>> revoke)
    {
        var login = (await server.Client.LoginAsync()).Expect(200);

        (await revoke(login)).Expect(200);

        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_revoked_token");
    }
}
