using System.Net.Http.Json;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>Where the contract lives, by all its names.</summary>
public sealed class AddressTests
{
    private const string Default = "/wp-json/headlesskey/v1";
    private static readonly string[] Routes = ["/token", "/login", "/token/validate", "/token/refresh", "/token/revoke"];

    [Theory, EveryEngine]
    public async Task Every_route_answers_under_the_namespace_and_under_the_plugins_other_name(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await ExpectRoutesAsync(server, route => Default + route);
        await ExpectRoutesAsync(server, route => "/wp-json/wpauthapi/v1" + route);
    }

    [Theory, EveryEngine]
    public async Task Every_route_answers_by_rest_route_on_the_root(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await ExpectRoutesAsync(server, route => "/?rest_route=/headlesskey/v1" + route);
        await ExpectRoutesAsync(server, route => "/?lang=en&rest_route=%2Fwpauthapi%2Fv1" + route.Replace("/", "%2F"));
        (await server.Client.GetAsync("/?rest_route=/headlesskey/v1/jwks")).Expect(200).Json.GetProperty("keys").GetArrayLength().ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task Rest_route_means_only_our_namespace_and_only_on_the_root(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in (string[])
            ["/?rest_route=/wp/v2/posts", "/?rest_route=headlesskey/v1", "/?rest_route=/headlesskey/v1&rest_route=/headlesskey/v1", "/?rest_route=/headlesskey/v10"])
        {
            (await server.Client.GetAsync(path)).Expect(302); // the front page, as without it
        }

        (await server.Client.GetAsync("/elsewhere?rest_route=/headlesskey/v1/jwks")).ExpectError(404, "rest_no_route");
        (await server.Client.GetAsync("/?rest_route=/headlesskey/v1/nope")).ExpectError(404, "rest_no_route");
    }

    [Theory, EveryEngine]
    public async Task The_case_of_a_route_does_not_matter(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await ExpectRoutesAsync(server, route => "/WP-JSON/HeadlessKey/V1" + route.ToUpperInvariant());
        await ExpectRoutesAsync(server, route => "/?rest_route=/HEADLESSKEY/v1" + route.ToUpperInvariant());
    }

    [Theory, EveryEngine]
    public async Task Prefix_namespace_version_and_aliases_can_be_chosen(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Rest:Prefix", "/api/rest"), ("HeadlessKey:Rest:Namespace", "auth"), ("HeadlessKey:Rest:Version", "v2"),
            ("HeadlessKey:Rest:Aliases:0", "legacy/v0"));

        await ExpectRoutesAsync(server, route => "/api/rest/auth/v2" + route);
        await ExpectRoutesAsync(server, route => "/api/rest/legacy/v0" + route);
        await ExpectRoutesAsync(server, route => "/?rest_route=/auth/v2" + route);
        (await server.Client.PostAsync("/token", new { })).ExpectError(404, "rest_no_route");
        (await server.Client.SendAsync(HttpMethod.Post, "/api/rest/wpauthapi/v1/token", content: null)).ExpectError(404, "rest_no_route");
        server.Console.ShouldContain("/api/rest/auth/v2/token");
    }

    [Theory, EveryEngine]
    public async Task One_empty_alias_means_none(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Rest:Aliases:0", ""));

        (await server.Client.SendAsync(HttpMethod.Post, "/wp-json/wpauthapi/v1/token", content: null)).ExpectError(404, "rest_no_route");
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_index_lists_every_route_with_its_methods(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var index = (await server.Client.GetAsync(Default)).Expect(200).Json;

        index.GetProperty("namespace").GetString().ShouldBe("headlesskey/v1");
        var routes = index.GetProperty("routes").EnumerateObject().ToDictionary(
            route => route.Name,
            route => route.Value.GetProperty("methods").EnumerateArray().Select(method => method.GetString()).ToArray());
        foreach (var route in Routes)
        {
            routes["/headlesskey/v1" + route].ShouldBe(["POST"]);
        }

        routes["/headlesskey/v1"].ShouldBe(["GET"]);
        routes["/headlesskey/v1/jwks"].ShouldBe(["GET"]);
        routes.Keys.ShouldAllBe(route => route.StartsWith("/headlesskey/v1", StringComparison.Ordinal));
    }

    [Theory, EveryEngine]
    public async Task The_index_says_whether_the_caller_may(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in (string[])[Default, "/?rest_route=/headlesskey/v1"])
        {
            (await server.Client.GetAsync(path)).Expect(200).Json.GetProperty("routes").GetProperty("/headlesskey/v1/token")
                .GetProperty("endpoints")[0].GetProperty("allowed").GetBoolean().ShouldBeTrue();
        }
    }

    [Theory, EveryEngine]
    public async Task The_index_knows_the_callers_roles_and_network(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Access:Rules:validate", "editor"), ("HeadlessKey:Access:Rules:jwks", "subscriber, editor"), ("HeadlessKey:Access:Networks:refresh", "10.0.0.0/8"));
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken; // a subscriber's

        (await MayUseAsync(server, "/token/validate", token)).ShouldBeFalse();
        (await MayUseAsync(server, "/jwks", token)).ShouldBeTrue();
        (await MayUseAsync(server, "/jwks", token: null)).ShouldBeFalse();
        (await MayUseAsync(server, "/token/refresh", token)).ShouldBeFalse();
        (await MayUseAsync(server, "/token", token: null)).ShouldBeTrue();

        static async Task<bool> MayUseAsync(TestServer server, string route, string? token) =>
            (await server.Client.GetAsync(Default, token)).Expect(200).Json.GetProperty("routes").GetProperty("/headlesskey/v1" + route)
                .GetProperty("endpoints")[0].GetProperty("allowed").GetBoolean();
    }

    [Theory, EveryEngine]
    public async Task An_aliass_index_lists_the_aliass_routes(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.GetAsync("/wp-json/wpauthapi/v1")).Expect(200).Json.GetProperty("routes").EnumerateObject()
            .Select(route => route.Name).ShouldContain("/wpauthapi/v1/token");
    }

    /// <summary>A whole session, each call at its address: sign in, sign in with profile, validate, refresh, sign out.</summary>
    private static async Task ExpectRoutesAsync(TestServer server, Func<string, string> address)
    {
        Task<Answer> PostAsync(string route, object body) => server.Client.SendAsync(HttpMethod.Post, address(route), JsonContent.Create(body));

        var login = (await PostAsync("/token", new { username = TestUser.Login, password = TestUser.Password })).Expect(200);
        (await PostAsync("/login", new { username = TestUser.Login, password = TestUser.Password })).Expect(200);
        (await PostAsync("/token/validate", new { token = login.AccessToken })).Expect(200);
        (await PostAsync("/token/refresh", new { refresh_token = login.RefreshToken })).Expect(200);
        (await PostAsync("/token/revoke", new { token = login.AccessToken })).Expect(200);
    }
}
