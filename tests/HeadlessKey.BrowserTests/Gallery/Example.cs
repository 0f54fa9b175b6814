using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Gallery;

/// <summary>Names for what has another one with every run: a port, a folder.</summary>
internal static class Example
{
    /// <summary>From now on the visitor reads them in what the admin API answers.</summary>
    public static Task SeeExampleAsync(this Visitor visitor, LivelySite lively) => visitor.Page.RouteAsync("**/admin/api/**", async route =>
    {
        var answer = await route.FetchAsync();
        var text = (await answer.TextAsync())
            .Replace(lively.Others, "https://hooks.example.com", StringComparison.Ordinal)
            .Replace("\"localhost\"", "\"hooks.example.com\"", StringComparison.Ordinal)
            .Replace(lively.Site.Folder, "/var/lib/headlesskey", StringComparison.Ordinal);
        await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = text });
    });
}
