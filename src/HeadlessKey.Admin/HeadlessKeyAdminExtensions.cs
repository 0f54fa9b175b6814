using System.Net;
using HeadlessKey;
using HeadlessKey.Access;
using HeadlessKey.Admin;
using HeadlessKey.Email;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps HeadlessKey's pages into a host.</summary>
public static class HeadlessKeyAdminExtensions
{
    private const string SiteMark = "{{site}}"; // where a page says what the site is called, which can change at any time

    /// <summary>
    /// Maps the admin pages, <c>/admin</c>, with the setup page to which the one-time link of the first start leads; the pages to which
    /// mailed links lead where no other page is set: <c>/account/reset</c>, <c>/account/verify</c>, <c>/account/register</c>; and the
    /// script of <c>&lt;headlesskey-login&gt;</c> for pages of your own, <c>/headlesskey-login.js</c>.
    /// </summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>The same routes.</returns>
    public static IEndpointRouteBuilder MapHeadlessKeyAdmin(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<HeadlessKeyOptions>();
        var files = new EmbeddedFiles(endpoints.ServiceProvider.GetRequiredService<RestAddress>());
        var pages = endpoints.MapGroup(string.Empty).WithMetadata(AccessRule.Public).AllowAnonymous().ExcludeFromDescription();
        MapElement(pages, files);
        MapAccountPages(pages, files, options);
        MapSetupPage(pages, files);
        if (options.Admin.Enabled)
        {
            MapAdminPages(pages, files);
        }

        return endpoints;
    }

    private static void MapElement(RouteGroupBuilder pages, EmbeddedFiles files)
    {
        var element = LoginElement.Build(files);
        pages.MapGet("/headlesskey-login.js", (HttpContext context) => PageResult.Shared(context, element));
    }

    // Complete by themselves: a proxy may keep the world away from everything below /admin.
    private static void MapAccountPages(RouteGroupBuilder pages, EmbeddedFiles files, HeadlessKeyOptions options)
    {
        const string Name = "account/account.html";
        var page = files.Read(Name);
        foreach (var path in (string[])[AccountLinks.ResetPage, AccountLinks.VerifyPage, AccountLinks.RegisterPage])
        {
            pages.MapGet(path, (HttpContext context) =>
                PageResult.Page(context, EmbeddedFile.Of(Name, page.Replace(SiteMark, WebUtility.HtmlEncode(options.SiteNameOrHost), StringComparison.Ordinal))));
        }

        foreach (var name in (string[])["account/account.js", "account/account.css", "ui/tokens.css"])
        {
            var part = files.Get(name);
            pages.MapGet($"/account/{Path.GetFileName(name)}", (HttpContext context) => PageResult.Part(context, part));
        }
    }

    private static void MapSetupPage(RouteGroupBuilder pages, EmbeddedFiles files)
    {
        var setup = files.Get("setup/setup.html");
        pages.MapGet("/admin/setup", (HttpContext context) => PageResult.Page(context, setup));
        pages.MapGet("/admin/files/{**name}", Results<FileContentHttpResult, NotFound> (HttpContext context, string? name) =>
            files.Find(name ?? string.Empty) is { } file ? PageResult.Part(context, file) : TypedResults.NotFound());
    }

    private static void MapAdminPages(RouteGroupBuilder pages, EmbeddedFiles files)
    {
        var app = files.Get("app/app.html");
        pages.MapGet("/admin", (HttpContext context) => PageResult.Page(context, app));
        pages.MapGet("/admin/{page}/{item?}", Results<FileContentHttpResult, NotFound> (HttpContext context, string page) =>
            files.Find($"pages/{page}/{page}.js") is null ? TypedResults.NotFound() : PageResult.Page(context, app));
    }
}
