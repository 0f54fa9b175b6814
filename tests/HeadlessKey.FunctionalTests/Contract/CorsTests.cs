using HeadlessKey.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Contract;

public sealed class CorsTests
{
    private const string App = "https://app.example.test";
    private const string Token = "/wp-json/headlesskey/v1/token";

    [Theory, EveryEngine]
    public async Task By_default_any_origin_may_call_without_credentials(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var answer = await CallAsync(server, "https://anywhere.example.test");

        Header(answer, "Access-Control-Allow-Origin").ShouldBe("*");
        Header(answer, "Access-Control-Allow-Credentials").ShouldBeNull();
        Header(answer, "Access-Control-Expose-Headers")!.ShouldContain("Retry-After");
        answer.Headers.Vary.ShouldBe(["Authorization", "Origin"]);
    }

    [Theory, EveryEngine]
    public async Task Who_is_no_browser_sees_nothing_of_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        Header(await server.Client.LoginAsync(), "Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Theory, EveryEngine]
    public async Task Named_origins_are_matched_exactly_and_may_send_credentials(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Cors:AllowedOrigins:0", App));

        var named = await CallAsync(server, App);
        Header(named, "Access-Control-Allow-Origin").ShouldBe(App);
        Header(named, "Access-Control-Allow-Credentials").ShouldBe("true");

        foreach (var other in (string[])["http://app.example.test", App + ":8443", App + ".evil.test", "https://evil.test", "https://xapp.example.test", "null"])
        {
            var answer = await CallAsync(server, other);
            Header(answer, "Access-Control-Allow-Origin").ShouldBeNull();
            Header(answer, "Access-Control-Allow-Credentials").ShouldBeNull();
        }
    }

    [Theory, EveryEngine]
    public async Task Turned_off_it_lets_no_page_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Cors:Enabled", "false"));

        Header(await CallAsync(server, App), "Access-Control-Allow-Origin").ShouldBeNull();
        var preflight = await PreflightAsync(server, Token, "POST");
        preflight.ExpectError(404, "rest_no_route");
        Header(preflight, "Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Theory, EveryEngine]
    public async Task Every_route_answers_a_preflight_but_those_of_administrators_and_proxies(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<RouteName>() is not null).ToList();
        routes.Count.ShouldBeGreaterThan(15);

        foreach (var route in routes)
        {
            foreach (var method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
            {
                if (route.RoutePattern.RawText!.StartsWith("/admin/", StringComparison.Ordinal))
                {
                    Header((await PreflightAsync(server, route.RoutePattern.RawText!, method)).Expect(404), "Access-Control-Allow-Origin").ShouldBeNull();
                    continue;
                }

                if (route.RoutePattern.RawText!.EndsWith(HeadlessKey.Http.RestAddress.Verify, StringComparison.Ordinal))
                {
                    (await PreflightAsync(server, route.RoutePattern.RawText!, method)).Expect(401); // a proxy asks here: nothing but a token lets it pass
                    continue;
                }

                var answer = (await PreflightAsync(server, route.RoutePattern.RawText!, method)).Expect(204);
                Header(answer, "Access-Control-Allow-Origin").ShouldBe("*");
                Header(answer, "Access-Control-Allow-Methods")!.ShouldContain(method);
                Header(answer, "Access-Control-Allow-Headers")!.ShouldContain("authorization");
            }
        }
    }

    [Theory, EveryEngine]
    public async Task An_error_may_be_read_by_the_page_as_well(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in (string[])[Token, "/wp-json/headlesskey/v1/nope"])
        {
            var answer = await server.Client.SendAsync(HttpMethod.Post, path, content: null, bearer: null, ("Origin", App));
            answer.Status.ShouldBeGreaterThanOrEqualTo(400);
            Header(answer, "Access-Control-Allow-Origin").ShouldBe("*");
        }

        await server.BreakAsync("alter table sessions rename to sessions_gone");
        Header((await CallAsync(server, App)).Expect(500), "Access-Control-Allow-Origin").ShouldBe("*");
    }

    private static Task<Answer> CallAsync(TestServer server, string origin) => server.Client.SendAsync(
        HttpMethod.Post, Token,
        new FormUrlEncodedContent([KeyValuePair.Create("username", TestUser.Login), KeyValuePair.Create("password", TestUser.Password)]),
        bearer: null, ("Origin", origin));

    private static Task<Answer> PreflightAsync(TestServer server, string path, string method) => server.Client.SendAsync(
        HttpMethod.Options, path, content: null, bearer: null,
        ("Origin", App), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "authorization,content-type"));

    private static string? Header(Answer answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
