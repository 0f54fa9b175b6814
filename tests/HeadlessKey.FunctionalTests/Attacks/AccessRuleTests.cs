using HeadlessKey.Access;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Every route says who may use it.</summary>
public sealed class AccessRuleTests
{
    /// <summary>A new route is added here on purpose, together with its rule.</summary>
    private static readonly string[] Expected =
    [
        "GET / public",
        "GET /.well-known/jwks.json public",
        "GET /admin/setup public",
        "GET /admin/setup.css public",
        "GET /admin/setup.js public",
        "GET /healthz public",
        "GET /openapi/{documentName}.json public",
        "GET /readyz public",
        "GET /wp-json/headlesskey/v1 public",
        "GET /wp-json/headlesskey/v1/jwks public",
        "GET /wp-json/headlesskey/v1/sessions authenticated",
        "DELETE /wp-json/headlesskey/v1/sessions authenticated",
        "DELETE /wp-json/headlesskey/v1/sessions/{id} authenticated",
        "POST /admin/api/v1/setup public",
        "POST /wp-json/headlesskey/v1/login public",
        "POST /wp-json/headlesskey/v1/token public",
        "POST /wp-json/headlesskey/v1/token/refresh public",
        "POST /wp-json/headlesskey/v1/token/revoke public",
        "POST /wp-json/headlesskey/v1/token/validate public",
    ];

    [Theory, EveryEngine, Promise("W2")]
    public async Task Every_route_has_an_access_rule(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is null).Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();
        endpoints.OfType<RouteEndpoint>().Select(Line)
            .Where(line => !line.Contains("/wpauthapi/v1", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ShouldBe(Expected.Order(StringComparer.Ordinal));
    }

    [Theory, EveryEngine, Promise("W2")]
    public async Task An_alias_has_the_routes_and_rules_of_the_namespace(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var lines = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Line).ToList();
        List<string> Below(string root) => [.. lines.Where(line => line.Contains(root, StringComparison.Ordinal)).Select(line => line.Replace(root, string.Empty, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Below("/wpauthapi/v1").ShouldBe(Below("/headlesskey/v1"));
    }

    private static string Line(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return $"{(methods.Count == 0 ? "any" : string.Join(',', methods))} {(endpoint.RoutePattern.RawText is "" ? "/" : endpoint.RoutePattern.RawText!.TrimEnd('/') is { Length: > 0 } path ? path : "/")} {endpoint.Metadata.GetMetadata<AccessRule>()?.Name}";
    }
}
