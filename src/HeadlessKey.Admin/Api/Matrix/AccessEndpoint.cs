using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.Settings;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Admin.Api.Matrix;

/// <summary><c>GET /admin/api/v1/access</c>: the matrix of endpoints and roles. It is changed as the settings that it is made of.</summary>
internal sealed class AccessEndpoint(
    EndpointDataSource endpoints, RestAddress address, HeadlessKeyOptions options, SettingsReader settings, RequestRates rates, UserSearchStore users)
{
    public static void Map(AdminEndpoints<AccessEndpoint> routes) =>
        routes.Get("/access", static it => it.GetAsync).Describe("adminAccess", "Who may use which endpoint.").RequiresAdmin().Answers<AccessResponse>(401, 403);

    private async Task<IResult> GetAsync(HttpContext context)
    {
        var access = options.Access;
        var items = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(address.Roots[0], StringComparison.OrdinalIgnoreCase))
            .Select(endpoint => (Endpoint: endpoint, Contract: ContractRoute.Find(endpoint.Metadata.GetMetadata<RouteName>()?.Name ?? string.Empty)))
            .Where(route => route.Contract is not null)
            .GroupBy(route => route.Contract!, route => route.Endpoint)
            .Select(route => Describe([.. route], route.Key, access))
            .OrderBy(route => ContractRoute.All.ToList().FindIndex(contract => contract.Name == route.Name))
            .ToList();
        var roles = await users.ListRolesAsync(context.RequestAborted);
        var named = access.Rules.Values.SelectMany(rule => AccessRule.Parse(rule).Roles);
        return RestResult.Ok(
            new AccessResponse([.. roles.Union(named, StringComparer.Ordinal).Order(StringComparer.Ordinal)], items), AdminJsonContext.Answers.AccessResponse);
    }

    private AccessResponse.Route Describe(RouteEndpoint[] endpoints, ContractRoute contract, AccessOptions access)
    {
        var own = endpoints[0].Metadata.GetRequiredMetadata<AccessRule>();
        return new AccessResponse.Route(
            contract.Name,
            [.. endpoints.SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])],
            endpoints[0].RoutePattern.RawText!.TrimEnd('/'),
            own.Name,
            access.Rules.TryGetValue(contract.Name, out var rule) ? AccessRule.Parse(rule).Name : own.Name,
            contract.NeedsUser,
            access.Networks.TryGetValue(contract.Name, out var networks) ? AccessRules.Split(networks) : [],
            new AccessResponse.Rate(contract.Group.ToString(), rates.LimitOf(contract.Group)),
            IsLocked($"Access:Rules:{contract.Name}"),
            IsLocked($"Access:Networks:{contract.Name}"));
    }

    private bool IsLocked(string key) => settings.FindGiven(SettingKey.Find(key)!) is not null;
}
