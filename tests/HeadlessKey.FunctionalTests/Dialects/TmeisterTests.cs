using static HeadlessKey.FunctionalTests.Dialects.DialectServer;

namespace HeadlessKey.FunctionalTests.Dialects;

/// <summary>A front end written for "JWT Authentication for WP REST API" changes its host name and nothing else.</summary>
public sealed class TmeisterTests
{
    private const string Dialect = "tmeister";

    [Theory, EveryEngine]
    public async Task Signing_in_gives_the_four_members_and_the_token_opens_everything_here(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);

        var byJson = (await server.SignInAsync()).Expect(200);
        var byForm = (await server.Client.SendAsync(HttpMethod.Post, $"{Root}/token", new FormUrlEncodedContent(
            [KeyValuePair.Create("username", TestUser.Email), KeyValuePair.Create("password", TestUser.Password)]))).Expect(200);

        foreach (var answer in new[] { byJson, byForm })
        {
            Members(answer.Json).ShouldBe(["token", "user_email", "user_nicename", "user_display_name"]);
            answer.Json.GetProperty("user_email").GetString().ShouldBe(TestUser.Email);
            answer.Json.GetProperty("user_nicename").GetString().ShouldBe(TestUser.Login);
            (await server.Client.GetAsync("/wp-json/headlesskey/v1/me", answer.AccessToken)).Expect(200);
        }
    }

    [Theory, EveryEngine]
    public async Task Validating_takes_the_bearer_header_and_an_empty_body(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);
        var token = (await server.SignInAsync()).AccessToken;

        var valid = (await server.AskAsync("/token/validate", bearer: token)).Expect(200);

        valid.Body.ShouldBe("""{"code":"jwt_auth_valid_token","data":{"status":200}}""");
        (await server.AskAsync("/token/validate")).ExpectError(403, "jwt_auth_no_auth_header");
        (await server.Client.SendAsync(HttpMethod.Post, $"{Root}/token/validate", null, null, ("Authorization", $"Basic {token}")))
            .ExpectError(403, "jwt_auth_bad_auth_header");
        (await server.AskAsync("/token/validate", bearer: Jwt.Forge(token))).ExpectError(403, "jwt_auth_invalid_token");
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await server.AskAsync("/token/validate", bearer: token)).ExpectError(403, "jwt_auth_invalid_token");
    }

    [Theory, EveryEngine]
    public async Task What_is_wrong_at_sign_in_is_403_in_the_other_plugins_codes(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);

        (await server.SignInAsync(password: "not the password")).ExpectError(403, "[jwt_auth] incorrect_password");
        (await server.SignInAsync(username: "nobody")).ExpectError(403, "[jwt_auth] incorrect_password");
        (await server.SignInAsync(username: "")).ExpectError(403, "[jwt_auth] empty_username");
        (await server.SignInAsync(password: "")).ExpectError(403, "[jwt_auth] empty_password");
        (await server.AskAsync("/token")).ExpectError(403, "[jwt_auth] empty_username");
        (await server.AskAsync("/token/refresh")).ExpectError(404, "rest_no_route");
    }

    [Theory, EveryEngine]
    public async Task It_is_found_without_pretty_permalinks_too_and_nowhere_unless_asked_for(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);
        await using var without = await TestServer.StartAsync(engine);
        var body = new FormUrlEncodedContent([KeyValuePair.Create("username", TestUser.Login), KeyValuePair.Create("password", TestUser.Password)]);

        (await server.Client.SendAsync(HttpMethod.Post, "/?rest_route=/jwt-auth/v1/token", body)).Expect(200);
        (await without.SignInAsync()).Expect(404);
    }
}
