using System.Buffers;
using System.Net;
using System.Text.Json;
using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Discovery;

/// <summary><c>GET {prefix}/{namespace}/{version}</c>: every route of the namespace, as WordPress lists its own.</summary>
internal static class NamespaceIndexEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(string.Empty, GetAsync).Describe("index", "Every route, its methods, and whether the caller may use it.").TakesBearer().Answers<JsonElement>();

    private static async Task<IResult> GetAsync(HttpContext context, RestAddress address, EndpointDataSource endpoints, FromSettings<AccessRules> current, AccessTokenValidator validator)
    {
        var rules = current.Value;
        // A bad header does not break a public route: its sender is nobody in particular.
        var roles = BearerHeader.TryRead(context, out var token) is null && await validator.ValidateAsync(token) is AccessTokenResult.Valid valid
            ? valid.Token.Roles
            : null;
        var root = address.Roots.FirstOrDefault(candidate => context.Request.Path.StartsWithSegments(candidate, StringComparison.OrdinalIgnoreCase))
            ?? address.Roots[0];
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => FindRule(endpoint, rules) is { } rule && rule != AccessRule.Off && IsBelow(endpoint, root))
            .GroupBy(endpoint => endpoint.RoutePattern.RawText!, StringComparer.OrdinalIgnoreCase)
            .OrderBy(route => route.Key, StringComparer.Ordinal);

        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("namespace", address.Namespace);
        json.WriteStartObject("routes");
        foreach (var route in routes)
        {
            Write(json, route, address, rules, endpoint => MayUse(endpoint, rules, context.Connection.RemoteIpAddress, roles));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return RestResult.Bytes(body.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, IGrouping<string, RouteEndpoint> route, RestAddress address, AccessRules rules, Func<RouteEndpoint, bool> mayUse)
    {
        // Routes read as the pattern behind the prefix, such as /headlesskey/v1/token.
        json.WriteStartObject(route.Key[address.Prefix.Length..].TrimEnd('/'));
        json.WriteString("namespace", address.Namespace);
        json.WriteStartArray("methods");
        foreach (var method in route.SelectMany(Methods))
        {
            json.WriteStringValue(method);
        }

        json.WriteEndArray();
        json.WriteStartArray("endpoints");
        foreach (var endpoint in route)
        {
            json.WriteStartObject();
            json.WriteStartArray("methods");
            foreach (var method in Methods(endpoint))
            {
                json.WriteStringValue(method);
            }

            json.WriteEndArray();
            json.WriteString("access", FindRule(endpoint, rules)!.Name);
            json.WriteBoolean("allowed", mayUse(endpoint));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="rules">What the settings say.</param>
    /// <param name="address">From where the caller asks.</param>
    /// <param name="roles">The caller's; null: nobody is signed in.</param>
    private static bool MayUse(RouteEndpoint endpoint, AccessRules rules, IPAddress? address, IEnumerable<string>? roles)
    {
        var rule = FindRule(endpoint, rules)!;
        return (!rule.NeedsUser || (roles is not null && rule.Admits(roles)))
            && (endpoint.Metadata.GetMetadata<RouteName>() is not { Name: var name } || rules.Admits(name, address));
    }

    private static AccessRule? FindRule(RouteEndpoint endpoint, AccessRules rules) =>
        endpoint.Metadata.GetMetadata<RouteName>() is { Name: var name } && rules.FindRule(name) is { } rule
            ? rule
            : endpoint.Metadata.GetMetadata<AccessRule>();

    private static IReadOnlyList<string> Methods(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static bool IsBelow(RouteEndpoint endpoint, string root) =>
        endpoint.RoutePattern.RawText is { } pattern && pattern.StartsWith(root, StringComparison.OrdinalIgnoreCase)
        && (pattern.Length == root.Length || pattern[root.Length] == '/');
}
