using HeadlessKey.FunctionalTests.Dialects;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A second door with other words on it is no weaker than the first.</summary>
public sealed class DialectAttackTests
{
    private const string Tmeister = "tmeister";
    private const string Usefulteam = "usefulteam";

    [Theory, EveryEngine, Promise("G2")]
    public async Task Guesses_are_counted_together_with_those_at_the_front_door(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Tmeister, TestServer.Guarded);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            i % 2 == 0 ? server.SignInAsync(password: $"guess {i}") : server.Client.LoginAsync(password: $"guess {i}")));

        var locked = await server.SignInAsync();

        locked.ExpectError(429, "headlesskey_too_many_attempts");
        locked.Headers.RetryAfter.ShouldNotBeNull();
        (await server.QueryAsync("select count(*) as c from security_events where type = 'login.failed' and detail = 'incorrect_password'", "c")).ShouldBe(["5"]);
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task Known_and_unknown_names_are_answered_alike(string engine)
    {
        foreach (var dialect in new[] { Tmeister, Usefulteam })
        {
            await using var server = await DialectServer.StartAsync(engine, dialect);

            var known = await server.SignInAsync(password: "not the password");
            var unknown = await server.SignInAsync(username: "nobody", password: "not the password");

            unknown.Body.ShouldBe(known.Body);
            unknown.HeadersText().ShouldBe(known.HeadersText());
        }
    }

    [Theory, EveryEngine]
    public async Task The_rules_and_rates_of_the_front_door_hold_in_its_own_words(string engine)
    {
        await using var closed = await DialectServer.StartAsync(
            engine, Usefulteam, ("HeadlessKey:Access:Networks:token", "192.0.2.0/24"), ("HeadlessKey:Access:Rules:validate", "off"));
        await using var limited = await DialectServer.StartAsync(engine, Usefulteam, ("HeadlessKey:RateLimits:SignIn", "1"));

        UsefulteamTests.ExpectFailure(await closed.SignInAsync(), "rest_forbidden");
        UsefulteamTests.ExpectFailure(await closed.AskAsync("/token/validate"), "rest_no_route", 404);
        await limited.SignInAsync();
        UsefulteamTests.ExpectFailure(await limited.SignInAsync(), "headlesskey_too_many_attempts", 429);
    }

    [Theory, EveryEngine]
    public async Task The_cookie_follows_the_settings_while_the_server_runs(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Usefulteam, ("HeadlessKey:Cors:AllowedOrigins:0", "https://app.example"));
        var cookie = DialectServer.CookieOf((await server.SignInAsync()).Expect(200));
        (await server.AskAsync("/token", cookie: cookie, origin: "https://app.example")).Expect(200);
        var options = server.Services.GetRequiredService<HeadlessKeyOptions>();

        options.Cors.AllowedOrigins = [];
        options.RefreshCookie.SameSite = RefreshCookieOptions.Lax;

        UsefulteamTests.ExpectFailure(await server.AskAsync("/token", cookie: cookie, origin: "https://app.example"), "jwt_auth_missing_credentials");
        (await server.SignInAsync()).Headers.GetValues("Set-Cookie").Single().ShouldContain("samesite=lax");
    }

    [Theory, EveryEngine, Promise("S2")]
    public async Task A_retired_cookie_that_comes_back_ends_the_session(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Usefulteam);
        var first = DialectServer.CookieOf((await server.SignInAsync()).Expect(200));
        var second = DialectServer.CookieOf((await server.AskAsync("/token/refresh", cookie: first)).Expect(200));
        server.Clock.Advance(TimeSpan.FromSeconds(29));
        (await server.AskAsync("/token", cookie: first)).Expect(200); // one second before the window closes
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        UsefulteamTests.ExpectFailure(await server.AskAsync("/token/refresh", cookie: first), "jwt_auth_obsolete_refresh_token");

        UsefulteamTests.ExpectFailure(await server.AskAsync("/token", cookie: second), "jwt_auth_obsolete_refresh_token");
        (await server.CountEventsAsync("token.reuse_detected")).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("S3")]
    public async Task Fifty_uses_of_one_cookie_at_once_give_one_successor_and_end_nothing(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Usefulteam);
        var cookie = DialectServer.CookieOf((await server.SignInAsync()).Expect(200));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => server.AskAsync(i % 5 == 0 ? "/token" : "/token/refresh", cookie: cookie)));

        answers.ShouldAllBe(answer => answer.Status == 200);
        var successor = answers.Select(DialectServer.CookieOf).OfType<string>().Distinct().ShouldHaveSingleItem();
        (await server.AskAsync("/token", cookie: successor)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_page_of_elsewhere_gets_no_cookie_and_none_of_its_use(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Usefulteam, ("HeadlessKey:Cors:AllowedOrigins:0", "https://app.example.test"));
        var cookie = DialectServer.CookieOf((await server.SignInAsync()).Expect(200));

        UsefulteamTests.ExpectFailure(
            await server.AskAsync("/token/refresh", cookie: cookie, origin: "https://evil.example.test"), "jwt_auth_no_auth_cookie");
        UsefulteamTests.ExpectFailure(
            await server.AskAsync("/token", cookie: cookie, origin: "https://evil.example.test"), "jwt_auth_missing_credentials");
        DialectServer.CookieOf(await server.AskAsync(
            "/token", new { username = TestUser.Login, password = TestUser.Password }, origin: "https://evil.example.test")).ShouldBeNull();
        (await server.AskAsync("/token/refresh", cookie: cookie, origin: "https://app.example.test")).Expect(200);
    }

    /// <summary>Nothing that is not the cookie works as one, and the cookie works as nothing else.</summary>
    [Theory, EveryEngine, Promise("T7")]
    public async Task The_cookie_is_no_other_credential_and_none_is_the_cookie(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Usefulteam);
        var contract = (await server.Client.LoginAsync()).Expect(200);
        var cookie = DialectServer.CookieOf((await server.SignInAsync()).Expect(200))!;
        var secret = cookie.Split('.')[1];

        foreach (var other in new[] { contract.RefreshToken, $"1.{contract.RefreshToken}", $"1.{contract.RefreshToken["hkr_".Length..]}", contract.AccessToken })
        {
            (await server.AskAsync("/token/refresh", cookie: other)).Expect(401);
        }

        foreach (var spoilt in new[] { cookie, secret, $"hkr_{secret}" })
        {
            (await server.Client.RefreshAsync(spoilt)).ExpectError(401, "headlesskey_invalid_refresh_token");
        }
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task A_disabled_account_has_no_use_of_its_cookie(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Usefulteam);
        var login = (await server.SignInAsync()).Expect(200);
        var cookie = DialectServer.CookieOf(login);

        await server.DisableAsync();

        UsefulteamTests.ExpectFailure(await server.AskAsync("/token", cookie: cookie), "jwt_auth_obsolete_refresh_token");
        UsefulteamTests.ExpectFailure(await server.AskAsync("/token/refresh", cookie: cookie), "jwt_auth_obsolete_refresh_token");
        UsefulteamTests.ExpectFailure(await server.AskAsync("/token/validate", bearer: UsefulteamTests.TokenOf(login)), "jwt_auth_invalid_token");
        UsefulteamTests.ExpectFailure(await server.SignInAsync(), "headlesskey_account_disabled");
    }

    /// <summary>Why a token is refused is told only of those that a key of ours has signed: of others it would help a forger.</summary>
    [Theory, EveryEngine, Promise("T6")]
    public async Task Another_issuer_is_told_from_a_forgery_by_the_signature(string engine)
    {
        await using var server = await DialectServer.StartAsync(engine, Tmeister);
        var genuine = (await server.SignInAsync()).AccessToken;
        var key = server.SigningKey();
        var foreign = ForgedToken.Of(genuine).WithClaim("iss", "\"https://other.example.test\"");

        (await server.AskAsync("/token/validate", bearer: foreign.SignedBy(key))).ExpectError(403, "jwt_auth_bad_iss");
        (await server.AskAsync("/token/validate", bearer: foreign.SignedHmac(new byte[32]))).ExpectError(403, "jwt_auth_invalid_token");
        (await server.AskAsync("/token/validate", bearer: ForgedToken.Of(genuine).WithClaim("sub", null).SignedBy(key))).ExpectError(403, "jwt_auth_bad_request");
    }
}
