using static HeadlessKey.FunctionalTests.Dialects.DialectServer;

namespace HeadlessKey.FunctionalTests.Dialects;

/// <summary>A front end written for "JWT Auth" changes its host name and nothing else.</summary>
public sealed class UsefulteamTests
{
    private const string Dialect = "usefulteam";

    [Theory, EveryEngine]
    public async Task Signing_in_gives_the_envelope_and_a_cookie_that_no_script_reads(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);

        var answer = (await server.SignInAsync()).Expect(200);

        Members(answer.Json).ShouldBe(["success", "statusCode", "code", "message", "data"]);
        answer.Json.GetProperty("success").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("statusCode").GetInt32().ShouldBe(200);
        answer.Code.ShouldBe("jwt_auth_valid_credential");
        var data = answer.Json.GetProperty("data");
        Members(data).ShouldBe(["token", "id", "email", "nicename", "firstName", "lastName", "displayName"]);
        (await server.Client.GetAsync("/wp-json/headlesskey/v1/me", data.GetProperty("token").GetString())).Expect(200);
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldMatch(@"^refresh_token=\d+\.[^.;]+;");
        cookie.ShouldContain("; httponly");
        cookie.ShouldContain("; secure");
        answer.Body.ShouldNotContain(CookieOf(answer)!);
    }

    [Theory, EveryEngine]
    public async Task The_cookie_alone_gives_a_new_access_token_again_and_again_and_is_not_set_again(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);
        var first = (await server.SignInAsync()).Expect(200);
        var cookie = CookieOf(first);
        var tokens = new List<string> { TokenOf(first) };

        for (var i = 0; i < 3; i++)
        {
            server.Clock.Advance(TimeSpan.FromHours(2)); // long after the last one has expired
            var again = (await server.AskAsync("/token", cookie: cookie)).Expect(200);
            again.Code.ShouldBe("jwt_auth_valid_credential");
            CookieOf(again).ShouldBeNull();
            tokens.Add(TokenOf(again));
            (await server.AskAsync("/token/validate", bearer: tokens[^1])).Expect(200);
        }

        tokens.Distinct().Count().ShouldBe(4);
    }

    [Theory, EveryEngine]
    public async Task Refreshing_rotates_the_cookie_and_has_no_data(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);
        var first = CookieOf((await server.SignInAsync()).Expect(200));

        var refreshed = (await server.AskAsync("/token/refresh", cookie: first)).Expect(200);

        Members(refreshed.Json).ShouldBe(["success", "statusCode", "code", "message"]);
        refreshed.Code.ShouldBe("jwt_auth_valid_token");
        var second = CookieOf(refreshed);
        second.ShouldNotBe(first);
        (await server.AskAsync("/token", cookie: second)).Expect(200);
        CookieOf((await server.AskAsync("/token/refresh", cookie: first)).Expect(200)).ShouldBe(second); // the answer was lost: the same successor
    }

    [Theory, EveryEngine]
    public async Task What_is_wrong_with_a_cookie_has_its_code(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);
        var cookie = CookieOf((await server.SignInAsync()).Expect(200))!;

        foreach (var route in new[] { "/token", "/token/refresh" })
        {
            foreach (var malformed in new[] { "x", "1", "1.", ".x", "1.x.y", "a.b" })
            {
                ExpectFailure(await server.AskAsync(route, cookie: malformed), "jwt_auth_invalid_refresh_token");
            }

            foreach (var unknown in new[] { "1.x", $"9{cookie}", cookie[..^2] + (cookie[^2] == 'A' ? "BA" : "AA"), $"1.{new string('A', 75)}" })
            {
                ExpectFailure(await server.AskAsync(route, cookie: unknown), "jwt_auth_obsolete_refresh_token");
            }
        }

        ExpectFailure(await server.AskAsync("/token/refresh"), "jwt_auth_no_auth_cookie");
        (await server.AskAsync("/token", cookie: cookie)).Expect(200); // the session lives on
        server.Clock.Advance(TimeSpan.FromDays(15));
        ExpectFailure(await server.AskAsync("/token/refresh", cookie: cookie), "jwt_auth_expired_refresh_token");
    }

    [Theory, EveryEngine]
    public async Task What_is_wrong_at_sign_in_or_with_a_token_is_401_in_the_envelope(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);
        var token = TokenOf((await server.SignInAsync()).Expect(200));

        ExpectFailure(await server.SignInAsync(password: "not the password"), "incorrect_password");
        ExpectFailure(await server.SignInAsync(username: "nobody"), "incorrect_password");
        ExpectFailure(await server.SignInAsync(password: ""), "jwt_auth_missing_credentials");
        ExpectFailure(await server.AskAsync("/token"), "jwt_auth_missing_credentials");
        ExpectFailure(await server.AskAsync("/token/validate"), "jwt_auth_no_auth_header");
        ExpectFailure(await server.AskAsync("/token/validate", bearer: Jwt.Forge(token)), "jwt_auth_invalid_token");
        (await server.AskAsync("/token/validate", bearer: token)).Expect(200).Code.ShouldBe("jwt_auth_valid_token");
    }

    [Theory, EveryEngine]
    public async Task A_named_device_has_one_place(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Dialect);
        var phone = CookieOf((await server.SignInAsync(device: "phone")).Expect(200));
        var laptop = CookieOf((await server.SignInAsync(device: "laptop")).Expect(200));
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        var again = CookieOf((await server.SignInAsync(device: "phone")).Expect(200));

        ExpectFailure(await server.AskAsync("/token", cookie: phone), "jwt_auth_obsolete_refresh_token");
        (await server.AskAsync("/token", new { device = "laptop" }, cookie: laptop)).Expect(200);
        (await server.AskAsync("/token", cookie: again)).Expect(200);
        ExpectFailure(await server.AskAsync("/token", new { device = "laptop" }, cookie: again), "jwt_auth_obsolete_refresh_token");
    }

    internal static string TokenOf(Answer answer) => answer.Json.GetProperty("data").GetProperty("token").GetString()!;

    internal static void ExpectFailure(Answer answer, string code, int status = 401)
    {
        answer.Expect(status);
        Members(answer.Json).ShouldBe(["success", "statusCode", "code", "message", "data"]);
        answer.Json.GetProperty("success").GetBoolean().ShouldBeFalse();
        answer.Json.GetProperty("statusCode").GetInt32().ShouldBe(status);
        answer.Code.ShouldBe(code);
        answer.Json.GetProperty("data").GetArrayLength().ShouldBe(0);
    }
}
