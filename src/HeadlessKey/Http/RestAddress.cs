using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>Where the contract's routes are, by all their names.</summary>
internal sealed class RestAddress
{
    /// <summary>Where a proxy asks who a request is from, behind the namespace.</summary>
    public const string Verify = "/auth/verify";

    /// <summary>Below it is what is for administrators, in an app that has added it.</summary>
    public const string Admin = "/admin";

    private static readonly PathString[] Fixed = ["/.well-known/jwks.json", "/healthz", "/readyz", "/admin/api/v1/setup"];

    private readonly string prefix;
    private readonly PathString[] ours;

    public RestAddress(HeadlessKeyOptions options, IEnumerable<OwnPath> added)
    {
        var rest = options.Rest;
        prefix = rest.Prefix;
        Namespace = $"{rest.Namespace}/{rest.Version}";
        var aliases = rest.Aliases ?? [RestOptions.DefaultAlias];
        Roots =
        [
            .. aliases.Where(alias => alias.Length > 0).Prepend(Namespace)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(name => $"{prefix}/{name}"),
        ];
        DialectRoot = rest.Dialect == RestOptions.NoDialect ? null : $"{prefix}/{RestOptions.DialectNamespace}";
        ours = [.. Roots.Append(DialectRoot).OfType<string>().Select(root => new PathString(root)), .. Fixed, .. added.Select(own => new PathString(own.Path))];
    }

    /// <summary>What every route starts with, such as <c>/wp-json</c>.</summary>
    public string Prefix => prefix;

    /// <summary>The namespace and version, such as <c>headlesskey/v1</c>.</summary>
    public string Namespace { get; }

    /// <summary>The path of the namespace, then those of its aliases.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <summary>The path of the other plugin's endpoints; null: they are not answered.</summary>
    public string? DialectRoot { get; }

    public bool IsOurs(PathString path) => Array.Exists(ours, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is the administrators': no page of another origin may read there, whatever the settings allow it elsewhere.</summary>
    public static bool IsAdmin(PathString path) => path.StartsWithSegments(Admin, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether that is where a proxy asks. Its answer lets somebody else's request pass, so nothing may be answered for it but that.</summary>
    public bool IsVerify(PathString path) =>
        Roots.Any(root => path.StartsWithSegments(root + Verify, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Turns <c>/?rest_route=/headlesskey/v1/token</c>, which WordPress uses without pretty permalinks, into the route it means. Other
    /// namespaces are left alone: they are somebody else's.
    /// </summary>
    public void ResolveRestRoute(HttpRequest request)
    {
        if (request.Path.Value is not ("" or "/") || !request.QueryString.HasValue
            || request.Query["rest_route"] is not [{ Length: > 1 } route] || route[0] != '/')
        {
            return;
        }

        var path = new PathString(prefix + route);
        if (IsOurs(path))
        {
            request.Path = path;
        }
    }
}
