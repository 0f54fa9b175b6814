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
        "GET /account/account.js public",
        "GET /account/account.css public",
        "GET /account/register public",
        "GET /account/reset public",
        "GET /account/tokens.css public",
        "GET /account/verify public",
        "GET /admin public",
        "GET /admin/setup public",
        "GET /admin/files/{**name} public",
        "GET /admin/{page}/{item?} public",
        "GET /headlesskey-login.js public",
        "GET /healthz public",
        "GET /openapi/{documentName}.json public",
        "GET /readyz public",
        "GET /wp-json/headlesskey/v1 public",
        "GET /wp-json/headlesskey/v1/jwks public",
        "GET /wp-json/headlesskey/v1/me authenticated",
        "PATCH /wp-json/headlesskey/v1/me authenticated",
        "GET /wp-json/headlesskey/v1/auth/verify public",
        "HEAD,POST,PUT,PATCH,DELETE,OPTIONS /wp-json/headlesskey/v1/auth/verify public",
        "GET /wp-json/headlesskey/v1/sso/links authenticated",
        "POST /wp-json/headlesskey/v1/sso/links authenticated",
        "DELETE /wp-json/headlesskey/v1/sso/links/{site} authenticated",
        "POST /wp-json/headlesskey/v1/sso/exchange public",
        "POST /wp-json/headlesskey/v1/sso/logout public",
        "GET /wp-json/headlesskey/v1/sessions authenticated",
        "DELETE /wp-json/headlesskey/v1/sessions authenticated",
        "DELETE /wp-json/headlesskey/v1/sessions/{id} authenticated",
        "DELETE /admin/api/v1/session admin",
        "GET /admin/api/v1/session admin",
        "POST /admin/api/v1/session public",
        "POST /admin/api/v1/session/confirm admin",
        "GET /admin/api/v1/settings admin",
        "PATCH /admin/api/v1/settings admin, confirmed",
        "GET /admin/api/v1/settings/history admin",
        "POST /admin/api/v1/settings/history/{id:long}/undo admin, confirmed",
        "GET /admin/api/v1/activity admin",
        "GET /admin/api/v1/activity/export admin, confirmed",
        "POST /admin/api/v1/activity/verify admin",
        "GET /admin/api/v1/activity/types admin",
        "GET /admin/api/v1/webhooks admin",
        "POST /admin/api/v1/webhooks admin, confirmed",
        "PUT /admin/api/v1/webhooks/{id} admin, confirmed",
        "DELETE /admin/api/v1/webhooks/{id} admin, confirmed",
        "POST /admin/api/v1/webhooks/{id}/enable admin, confirmed",
        "POST /admin/api/v1/webhooks/{id}/disable admin, confirmed",
        "POST /admin/api/v1/webhooks/{id}/rotate admin, confirmed",
        "POST /admin/api/v1/webhooks/{id}/test admin",
        "GET /admin/api/v1/webhooks/{id}/deliveries admin",
        "POST /admin/api/v1/webhooks/{id}/deliveries/{delivery:long}/replay admin",
        "GET /admin/api/v1/sites admin",
        "GET /admin/api/v1/sites/{key} admin",
        "POST /admin/api/v1/sites admin, confirmed",
        "DELETE /admin/api/v1/sites/{key} admin, confirmed",
        "POST /admin/api/v1/sites/{key}/enable admin, confirmed",
        "POST /admin/api/v1/sites/{key}/disable admin, confirmed",
        "GET /admin/api/v1/hooks admin",
        "GET /admin/api/v1/overview admin",
        "GET /admin/api/v1/users admin",
        "POST /admin/api/v1/users admin, confirmed",
        "GET /admin/api/v1/users/{id:long} admin",
        "DELETE /admin/api/v1/users/{id:long} admin, confirmed",
        "PUT /admin/api/v1/users/{id:long}/roles admin, confirmed",
        "POST /admin/api/v1/users/{id:long}/disable admin, confirmed",
        "POST /admin/api/v1/users/{id:long}/enable admin, confirmed",
        "POST /admin/api/v1/users/{id:long}/force-reset admin, confirmed",
        "POST /admin/api/v1/users/{id:long}/password admin, confirmed",
        "GET /admin/api/v1/users/{id:long}/sessions admin",
        "DELETE /admin/api/v1/users/{id:long}/sessions admin, confirmed",
        "POST /admin/api/v1/users/{id:long}/unlock admin",
        "POST /admin/api/v1/users/{id:long}/verify-email admin, confirmed",
        "GET /admin/api/v1/sessions admin",
        "DELETE /admin/api/v1/sessions admin, confirmed",
        "DELETE /admin/api/v1/sessions/{id} admin",
        "GET /admin/api/v1/keys admin",
        "POST /admin/api/v1/keys/import admin, confirmed",
        "POST /admin/api/v1/keys/rotate admin, confirmed",
        "POST /admin/api/v1/keys/{kid}/retire admin, confirmed",
        "GET /admin/api/v1/access admin",
        "GET /admin/api/v1/bans admin",
        "POST /admin/api/v1/bans admin, confirmed",
        "DELETE /admin/api/v1/bans admin",
        "GET /admin/api/v1/email admin",
        "GET /admin/api/v1/email/captured admin, confirmed",
        "GET /admin/api/v1/email/captured/{id} admin, confirmed",
        "GET /admin/api/v1/email/preview/{kind} admin",
        "GET /admin/api/v1/email/queue admin",
        "POST /admin/api/v1/email/queue/retry admin",
        "POST /admin/api/v1/email/test admin, confirmed",
        "GET /admin/api/v1/system admin",
        "GET /admin/api/v1/system/doctor admin",
        "POST /admin/api/v1/system/backup admin, confirmed",
        "POST /admin/api/v1/setup public",
        "POST /wp-json/headlesskey/v1/change-password authenticated",
        "POST /wp-json/headlesskey/v1/forgot-password public",
        "POST /wp-json/headlesskey/v1/login public",
        "POST /wp-json/headlesskey/v1/register public",
        "POST /wp-json/headlesskey/v1/reset-password public",
        "POST /wp-json/headlesskey/v1/token public",
        "POST /wp-json/headlesskey/v1/token/refresh public",
        "POST /wp-json/headlesskey/v1/token/revoke public",
        "POST /wp-json/headlesskey/v1/token/validate public",
        "POST /wp-json/headlesskey/v1/verify-email public",
        "POST /wp-json/headlesskey/v1/verify-email/resend public",
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

    /// <summary>A route that the settings cannot name could not be closed by them.</summary>
    [Theory, EveryEngine, Promise("W2")]
    public async Task Every_route_of_the_contract_can_be_named_in_a_rule(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/wp-json/headlesskey/v1", StringComparison.Ordinal)).ToList();

        routes.Select(route => route.Metadata.GetRequiredMetadata<RouteName>().Name).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(ContractRoute.All.Select(route => route.Name).Order(StringComparer.Ordinal));
        routes.Where(route => route.Metadata.GetRequiredMetadata<AccessRule>() == AccessRule.Authenticated)
            .Select(route => route.Metadata.GetRequiredMetadata<RouteName>().Name).Order(StringComparer.Ordinal)
            .ShouldBe(ContractRoute.All.Where(route => route.NeedsUser).Select(route => route.Name).Order(StringComparer.Ordinal));
    }

    [Theory, EveryEngine, Promise("W2")]
    public async Task An_alias_has_the_routes_and_rules_of_the_namespace(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var lines = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Line).ToList();
        List<string> Below(string root) => [.. lines.Where(line => line.Contains(root, StringComparison.Ordinal)).Select(line => line.Replace(root, string.Empty, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Below("/wpauthapi/v1").ShouldBe(Below("/headlesskey/v1"));
    }

    [Theory, EveryEngine, Promise("W2")]
    public async Task A_route_for_who_is_signed_in_lets_nobody_else_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var closed = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() == AccessRule.Authenticated).ToList();

        closed.ShouldNotBeEmpty();
        foreach (var endpoint in closed)
        {
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                using var body = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
                (await server.Client.SendAsync(new HttpMethod(method), endpoint.RoutePattern.RawText!, method == "GET" ? null : body))
                    .ExpectError(401, "headlesskey_no_auth_header");
            }
        }
    }

    private static string Line(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return $"{(methods.Count == 0 ? "any" : string.Join(',', methods))} {(endpoint.RoutePattern.RawText is "" ? "/" : endpoint.RoutePattern.RawText!.TrimEnd('/') is { Length: > 0 } path ? path : "/")} {endpoint.Metadata.GetMetadata<AccessRule>()?.Name}";
    }
}
