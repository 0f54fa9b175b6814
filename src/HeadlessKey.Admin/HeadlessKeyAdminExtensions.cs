using HeadlessKey.Admin;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps HeadlessKey's pages into a host.</summary>
public static class HeadlessKeyAdminExtensions
{
    /// <summary>Maps the setup page, <c>/admin/setup</c>, to which the one-time link of the first start leads.</summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>The same routes.</returns>
    public static IEndpointRouteBuilder MapHeadlessKeyAdmin(this IEndpointRouteBuilder endpoints)
    {
        EmbeddedPage.Map(endpoints, "/admin/setup", "setup.html", "text/html; charset=utf-8");
        EmbeddedPage.Map(endpoints, "/admin/setup.css", "setup.css", "text/css; charset=utf-8");
        EmbeddedPage.Map(endpoints, "/admin/setup.js", "setup.js", "text/javascript; charset=utf-8");
        return endpoints;
    }
}
