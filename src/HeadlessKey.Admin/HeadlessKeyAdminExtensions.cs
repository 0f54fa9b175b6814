using System.Net;
using HeadlessKey;
using HeadlessKey.Access;
using HeadlessKey.Admin;
using HeadlessKey.Admin.Api;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Email;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps HeadlessKey's admin API and pages into a host.</summary>
public static class HeadlessKeyAdminExtensions
{
    private const string SiteMark = "{{site}}"; // where a page says what the site is called, which can change at any time

    /// <summary>
    /// Maps the admin API, <c>/admin/api/v1</c>, and its pages, <c>/admin</c>; the setup page to which the one-time link of the first start
    /// leads (what it sends goes to a route of <c>MapHeadlessKey()</c>); the pages to which mailed links lead where no other page is set:
    /// <c>/account/reset</c>, <c>/account/verify</c>, <c>/account/register</c>; and the script of <c>&lt;headlesskey-login&gt;</c> for pages of
    /// your own, <c>/headlesskey-login.js</c>.
    /// </summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>The same routes.</returns>
    /// <exception cref="StartupException">The app does not say <c>AddAdmin()</c>.</exception>
    public static IEndpointRouteBuilder MapHeadlessKeyAdmin(this IEndpointRouteBuilder endpoints)
    {
        // Only asked whether it is there: to make it would open the database, or say that there is none, before the host starts.
        if (!endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(AdminDoor)))
        {
            throw new StartupException("MapHeadlessKeyAdmin() maps what AddAdmin() adds: say AddHeadlessKey().AddAdmin().");
        }

        endpoints.MapAdminApi();
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
        Map(pages, "/headlesskey-login.js", context => PageAnswer.SharedAsync(context, element));
    }

    // Complete by themselves: a proxy may keep the world away from everything below /admin.
    private static void MapAccountPages(RouteGroupBuilder pages, EmbeddedFiles files, HeadlessKeyOptions options)
    {
        const string Name = "account/account.html";
        var page = files.Read(Name);
        foreach (var path in (string[])[AccountLinks.ResetPage, AccountLinks.VerifyPage, AccountLinks.RegisterPage])
        {
            Map(pages, path, context => PageAnswer.PageAsync(
                context, EmbeddedFile.Of(Name, page.Replace(SiteMark, WebUtility.HtmlEncode(options.SiteNameOrHost), StringComparison.Ordinal))));
        }

        foreach (var name in (string[])["account/account.js", "account/account.css", "ui/tokens.css"])
        {
            var part = files.Get(name);
            Map(pages, $"/account/{Path.GetFileName(name)}", context => PageAnswer.PartAsync(context, part));
        }
    }

    private static void MapSetupPage(RouteGroupBuilder pages, EmbeddedFiles files)
    {
        var setup = files.Get("setup/setup.html");
        Map(pages, "/admin/setup", context => PageAnswer.PageAsync(context, setup));
        Map(pages, "/admin/files/{**name}", context =>
            files.Find(context.GetRouteValue("name") as string ?? string.Empty) is { } file ? PageAnswer.PartAsync(context, file) : PageAnswer.NothingAsync(context));
    }

    private static void MapAdminPages(RouteGroupBuilder pages, EmbeddedFiles files)
    {
        var app = files.Get("app/app.html");
        Map(pages, "/admin", context => PageAnswer.PageAsync(context, app));
        Map(pages, "/admin/{page}/{item?}", context =>
            files.Find($"pages/{context.GetRouteValue("page")}/{context.GetRouteValue("page")}.js") is null ? PageAnswer.NothingAsync(context) : PageAnswer.PageAsync(context, app));
    }

    // As plain code: the framework would generate more for a route than the route is.
    private static void Map(RouteGroupBuilder pages, string pattern, RequestDelegate answer) => pages.MapGet(pattern, answer);
}
