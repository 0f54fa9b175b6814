using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>What the settings say about who may use an endpoint is what happens, by every name of the endpoint.</summary>
public sealed class AccessSettingTests
{
    private const string Alias = "/wp-json/wpauthapi/v1";
    private static readonly object Right = new { username = TestUser.Login, password = TestUser.Password };

    [Theory, EveryEngine, Promise("W2")]
    public async Task An_endpoint_that_is_off_is_not_there(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Access:Rules:login", "off"));

        (await server.Client.PostAsync("/login", Right)).ExpectError(404, "rest_no_route");
        (await PostAsync(server, $"{Alias}/login")).ExpectError(404, "rest_no_route");
        (await PostAsync(server, "/?rest_route=/headlesskey/v1/login")).ExpectError(404, "rest_no_route");
        (await server.Client.GetAsync(Intruder.Root)).Json.GetProperty("routes").TryGetProperty("/headlesskey/v1/login", out _).ShouldBeFalse();
        (await server.Client.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").TryGetProperty(Intruder.Root + "/login", out _).ShouldBeFalse();
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine, Promise("W2")]
    public async Task An_endpoint_for_who_is_signed_in_is_closed_to_the_rest(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Access:Rules:jwks", "authenticated"));
        var login = await server.Client.LoginAsync();

        (await server.Client.GetAsync(Intruder.Root + "/jwks")).ExpectError(401, "rest_forbidden");
        (await server.Client.GetAsync(Intruder.Root + "/jwks", "nonsense")).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.GetAsync(Intruder.Root + "/jwks", login.AccessToken)).Expect(200);

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);
        (await server.Client.GetAsync(Intruder.Root + "/jwks", login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine, Promise("W2")]
    public async Task An_endpoint_for_some_roles_is_closed_to_the_others(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Access:Rules:listSessions", "editor, administrator"));
        await server.AddUserAsync("eve", "eve@example.test", TestUser.Password, "editor");
        var (reader, editor) = (await server.Client.LoginAsync(), await server.Client.LoginAsync("eve"));

        foreach (var root in new[] { Intruder.Root, Alias })
        {
            (await server.Client.GetAsync(root + "/sessions")).ExpectError(401, "rest_forbidden");
            (await server.Client.GetAsync(root + "/sessions", reader.AccessToken)).ExpectError(403, "rest_forbidden");
            (await server.Client.GetAsync(root + "/sessions", editor.AccessToken)).Expect(200);
        }
    }

    [Theory, EveryEngine]
    public async Task An_endpoint_can_be_kept_for_some_networks(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Access:Networks:token", "10.0.0.0/8, 2001:db8::/32"), ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1"));

        (await PostAsync(server, Intruder.Root + "/token", "10.1.2.3")).Expect(200);
        (await PostAsync(server, Intruder.Root + "/token", "2001:db8::7")).Expect(200);
        (await PostAsync(server, Intruder.Root + "/token", "11.1.2.3")).ExpectError(401, "rest_forbidden");
        (await PostAsync(server, $"{Alias}/token", "11.1.2.3")).ExpectError(401, "rest_forbidden");
        (await server.Client.PostAsync("/login", Right)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Who_has_a_token_is_not_sent_for_a_new_one_because_of_the_network(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Access:Networks:listSessions", "10.0.0.0/8"));
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;

        (await server.Client.GetAsync(Intruder.Root + "/sessions")).ExpectError(401, "rest_forbidden");
        (await server.Client.GetAsync(Intruder.Root + "/sessions", token)).ExpectError(403, "rest_forbidden");
    }

    [Theory, EveryEngine, Promise("G7")]
    public async Task A_network_that_asks_too_often_is_told_to_wait_and_others_are_not(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:RateLimits:SignIn", "5"), ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(server, Intruder.Root + "/token", "203.0.113.7")));

        answers.Count(answer => answer.Status == 200).ShouldBe(5);
        var refused = answers.First(answer => answer.Status != 200).ExpectError(429, "headlesskey_too_many_attempts");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await PostAsync(server, $"{Alias}/token", "203.0.113.7")).Expect(429);
        (await PostAsync(server, Intruder.Root + "/token", "198.51.100.9")).Expect(200);
    }

    [Theory, EveryEngine, Promise("G7")]
    public async Task Refreshing_and_signing_out_have_a_budget_of_their_own(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:RateLimits:SignIn", "2"), ("HeadlessKey:RateLimits:Sessions", "3"));
        var login = (await server.Client.LoginAsync()).Expect(200);
        await server.Client.LoginAsync();
        (await server.Client.LoginAsync()).Expect(429);

        var next = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        next = (await server.Client.RefreshAsync(next.RefreshToken)).Expect(200);
        (await server.Client.RevokeAsync(next.AccessToken)).Expect(200);
        (await server.Client.RevokeAsync(next.AccessToken)).Expect(429);
        (await server.Client.ValidateAsync(next.AccessToken)).Expect(401);
    }

    [Theory]
    [InlineData("Access:Rules:nowhere", "public")]
    [InlineData("Access:Rules:listSessions", "public")]
    [InlineData("Access:Rules:token", "Editor of all")]
    [InlineData("Access:Rules:token", "editor,,author")]
    [InlineData("Access:Rules:token", "")]
    [InlineData("Access:Networks:nowhere", "10.0.0.0/8")]
    [InlineData("Access:Networks:token", "10.0.0.0/8,everywhere")]
    [InlineData("RateLimits:SignIn", "-1")]
    [InlineData("RefreshCookie:SameSite", "sometimes")]
    public async Task A_rule_that_says_nothing_sensible_stops_the_start(string setting, string value)
    {
        var refusal = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestServer.StartAsync(EveryEngineAttribute.Sqlite, ($"HeadlessKey:{setting}", value)));

        refusal.Message.ShouldContain($"HeadlessKey:{setting}");
    }

    private static Task<Answer> PostAsync(TestServer server, string path, string? from = null) => server.Client.SendAsync(
        HttpMethod.Post, path, System.Net.Http.Json.JsonContent.Create(Right), null, from is null ? [] : [("X-Forwarded-For", from)]);
}
