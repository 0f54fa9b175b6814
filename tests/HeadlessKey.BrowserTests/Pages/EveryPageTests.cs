using HeadlessKey.BrowserTests.Gallery;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Every page with something on it, as it is looked at: on a desk and on a phone, by day and at night, in both languages at each.</summary>
public sealed class EveryPageTests(Stage stage)
{
    private static readonly string[] Pages =
        ["overview", "users", "users/1", "sessions", "activity", "general", "algorithms", "access", "email", "webhooks", "hooks", "sites", "system"];

    [Theory]
    [InlineData("en-US", ColorScheme.Light, ColorScheme.Dark)]
    [InlineData("zh-CN", ColorScheme.Dark, ColorScheme.Light)]
    public async Task It_fits_and_can_be_used_by_everybody(string language, ColorScheme onTheDesk, ColorScheme onThePhone)
    {
        await using var lively = await LivelySite.StartAsync(hours: 2, isOld: false);
        await using var visitor = await stage.OpenAdminAsync("/admin", new View(1280, onTheDesk, language), lively.Site);

        foreach (var page in Pages)
        {
            await visitor.MoveToAsync($"/admin/{page}");
            foreach (var (width, theme) in ((int, ColorScheme)[])[(1280, onTheDesk), (390, onThePhone)])
            {
                await visitor.LookAsync(width, theme);
                await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
                await visitor.FitsAsync();
            }
        }

        await visitor.Page.Locator(".top .menu").ClickAsync();
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
    }
}
