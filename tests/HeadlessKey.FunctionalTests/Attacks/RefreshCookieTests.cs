using System.Net.Http.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>The refresh token as a cookie: out of reach of the page's scripts, and of no use to a page of elsewhere.</summary>
public sealed class RefreshCookieTests
{
    private const string App = "https://app.example.test";
    private const string Name = "__Host-headlesskey-refresh";
    private static readonly (string, string?)[] On = [("HeadlessKey:RefreshCookie:Enabled", "true"), ("HeadlessKey:Cors:AllowedOrigins:0", App)];

    [Theory, EveryEngine]
    public async Task A_browser_gets_the_refresh_token_as_a_cookie_that_no_script_can_read(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, On);

        var login = (await LoginAsync(server, App)).Expect(200);

        login.Json.TryGetProperty("refresh_token", out _).ShouldBeFalse();
        var cookie = login.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith($"{Name}=hkr_");
        foreach (var attribute in new[] { "httponly", "secure", "samesite=strict", "path=/", "max-age=1209600" })
        {
            cookie.ShouldContain($"; {attribute}");
        }

        cookie.ShouldNotContain("domain");
        login.Headers.GetValues("Access-Control-Allow-Credentials").ShouldBe(["true"]);
    }

    [Theory, EveryEngine]
    public async Task The_cookie_refreshes_and_is_replaced(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, On);
        var first = CookieOf(await LoginAsync(server, App));

        var refreshed = (await PostAsync(server, "/token/refresh", App, first)).Expect(200);

        var second = CookieOf(refreshed);
        second.ShouldNotBe(first);
        refreshed.Json.TryGetProperty("refresh_token", out _).ShouldBeFalse();
        (await PostAsync(server, "/token/refresh", App, second)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Signing_out_by_the_cookie_ends_the_session_and_takes_the_cookie_away(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, On);
        var login = await LoginAsync(server, App);

        var revoked = (await PostAsync(server, "/token/revoke", App, CookieOf(login))).Expect(200);

        revoked.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith($"{Name}=;");
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(401);
    }

    [Theory, EveryEngine, Promise("S9")]
    public async Task A_cookie_of_a_session_that_ended_opens_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, On);
        var login = await LoginAsync(server, App);
        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

        (await PostAsync(server, "/token/refresh", App, CookieOf(login))).Expect(401);
    }

    [Theory, EveryEngine]
    public async Task A_page_of_elsewhere_cannot_use_the_cookie(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, On);
        var login = await LoginAsync(server, App);
        var cookie = CookieOf(login);

        foreach (var origin in new[] { "https://evil.example", "https://app.example.test.evil.example", "http://app.example.test", "https://app.example.test:444", "null", null })
        {
            (await PostAsync(server, "/token/refresh", origin, cookie)).ExpectError(400, "rest_missing_callback_param");
            (await PostAsync(server, "/token/revoke", origin, cookie)).ExpectError(401, "headlesskey_no_auth_header");
        }

        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Who_is_no_browser_or_an_unknown_one_gets_no_cookie(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, On);

        foreach (var origin in new[] { null, "https://evil.example" })
        {
            var login = (await LoginAsync(server, origin)).Expect(200);
            login.Headers.Contains("Set-Cookie").ShouldBeFalse();
            login.RefreshToken.ShouldStartWith("hkr_");
        }
    }

    [Theory, EveryEngine]
    public async Task A_page_of_the_servers_own_address_is_believed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:RefreshCookie:Enabled", "true"), ("HeadlessKey:RefreshCookie:SameSite", "lax"));

        CookieOf(await LoginAsync(server, TestServer.PublicUrl)).ShouldStartWith($"{Name}=hkr_");
    }

    [Theory, EveryEngine]
    public async Task Without_the_setting_no_cookie_is_given_or_read(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Cors:AllowedOrigins:0", App));
        var login = (await LoginAsync(server, App)).Expect(200);

        login.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await PostAsync(server, "/token/refresh", App, $"{Name}={login.RefreshToken}")).ExpectError(400, "rest_missing_callback_param");
    }

    [Theory, EveryEngine]
    public async Task What_the_body_says_goes_before_the_cookie(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, On);
        var other = await LoginAsync(server, origin: null);
        var cookie = CookieOf(await LoginAsync(server, App));

        var refreshed = (await server.Client.SendAsync(
            HttpMethod.Post, Intruder.Root + "/token/refresh", JsonContent.Create(new { refresh_token = other.RefreshToken }), null, ("Origin", App), ("Cookie", cookie))).Expect(200);

        refreshed.SessionId.ShouldBe(other.SessionId);
    }

    [Theory, EveryEngine]
    public async Task Over_plain_http_the_cookie_does_without_the_prefix(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:RefreshCookie:Enabled", "true"), ("HeadlessKey:PublicUrl", "http://localhost:3000"));

        var cookie = (await LoginAsync(server, "http://localhost:3000")).Headers.GetValues("Set-Cookie").Single();

        cookie.ShouldStartWith("headlesskey-refresh=hkr_");
        cookie.ShouldNotContain("secure");
    }

    private static Task<Answer> LoginAsync(TestServer server, string? origin) => server.Client.SendAsync(
        HttpMethod.Post, Intruder.Root + "/token", JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password }), null,
        origin is null ? [] : [("Origin", origin)]);

    private static Task<Answer> PostAsync(TestServer server, string route, string? origin, string cookie) => server.Client.SendAsync(
        HttpMethod.Post, Intruder.Root + route, null, null, origin is null ? [("Cookie", cookie)] : [("Origin", origin), ("Cookie", cookie)]);

    private static string CookieOf(Answer answer) => answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
}
