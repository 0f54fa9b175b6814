using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>From where people may come over.</summary>
public sealed class SitesTests(Stage stage)
{
    [Fact]
    public async Task A_site_is_added_seen_in_a_second_browser_switched_off_and_removed()
    {
        await using var site = await Stage.StartSiteAsync();
        await using var first = await stage.OpenAdminAsync("/admin/sites", site: site);
        await using var second = await stage.OpenAdminAsync("/admin/sites", site: site);
        await first.SeesAsync("No site yet");
        await first.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "New site" }).First.ClickAsync();
        await first.DialogField("Key").FillAsync("west");
        await first.DialogField("Public URL of another HeadlessKey (optional)").FillAsync("http://west.example.test");
        await first.AnswerAsync("Add site");
        await Assertions.Expect(first.DialogField("Public URL of another HeadlessKey (optional)")).ToHaveAttributeAsync("aria-invalid", "true");
        await first.DialogField("Public URL of another HeadlessKey (optional)").FillAsync("https://west.example.test");
        await Axe.ShouldFindNothingSeriousAsync(first.Page);
        await first.AnswerAsync("Add site");
        await first.SeesAsync("It is shown this once.");
        await first.AnswerAsync("Close");
        await Assertions.Expect(second.Row("https://west.example.test")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 2000 });

        await first.PressAsync("Switch off: west");
        await first.SeesAsync("Whoever came is signed out.");
        await first.PressAsync("Switch on: west");
        await first.SeesAsync("People can come from there.");
        await first.PressAsync("Remove: west");
        await first.AnswerAsync("Remove");
        await second.SeesAsync("No site yet");
    }
}
