using HeadlessKey.Admin;
using HeadlessKey.Email;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps HeadlessKey's pages into a host.</summary>
public static class HeadlessKeyAdminExtensions
{
    private const string Html = "text/html; charset=utf-8";
    private const string Css = "text/css; charset=utf-8";
    private const string Script = "text/javascript; charset=utf-8";

    /// <summary>
    /// Maps the setup page, <c>/admin/setup</c>, to which the one-time link of the first start leads, and the pages to which mailed
    /// links lead where no other page is set: <c>/account/reset</c>, <c>/account/verify</c>, <c>/account/register</c>.
    /// </summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>The same routes.</returns>
    public static IEndpointRouteBuilder MapHeadlessKeyAdmin(this IEndpointRouteBuilder endpoints)
    {
        EmbeddedPage.Map(endpoints, "/admin/setup", "setup.html", Html);
        EmbeddedPage.Map(endpoints, "/admin/page.css", "page.css", Css);
        EmbeddedPage.Map(endpoints, "/admin/setup.js", "setup.js", Script);

        // Complete by themselves: a proxy may keep the world away from everything below /admin.
        EmbeddedPage.Map(endpoints, AccountLinks.ResetPage, "reset.html", Html);
        EmbeddedPage.Map(endpoints, AccountLinks.VerifyPage, "verify.html", Html);
        EmbeddedPage.Map(endpoints, AccountLinks.RegisterPage, "register.html", Html);
        EmbeddedPage.Map(endpoints, "/account/page.css", "page.css", Css);
        foreach (var script in (string[])["account.js", "texts.js", "reset.js", "verify.js", "register.js"])
        {
            EmbeddedPage.Map(endpoints, $"/account/{script}", script, Script);
        }

        return endpoints;
    }
}
