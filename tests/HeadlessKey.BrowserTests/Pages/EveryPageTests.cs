using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Every page, as it is looked at: on a desk by day and on a phone at night, in both languages.</summary>
public sealed class EveryPageTests(Stage stage)
{
    private static readonly string[] Pages =
        ["overview", "users", "users/1", "sessions", "activity", "general", "algorithms", "access", "email", "webhooks", "hooks", "sites", "system"];

    [Theory]
    [InlineData(1280, ColorScheme.Light, "en-US")]
    [InlineData(390, ColorScheme.Dark, "zh-CN")]
    public async Task It_fits_and_can_be_used_by_everybody(int width, ColorScheme theme, string language)
    {
        await using var visitor = await stage.OpenAdminAsync("/admin", new View(width, theme, language));

        foreach (var page in Pages)
        {
            await visitor.MoveToAsync($"/admin/{page}");
            await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
            await visitor.FitsAsync();
        }
    }
}
