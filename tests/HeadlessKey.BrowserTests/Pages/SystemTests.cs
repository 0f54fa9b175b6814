using HeadlessKey.BrowserTests.Gallery;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>How the server is.</summary>
public sealed class SystemTests(Stage stage)
{
    [Fact]
    public async Task The_doctor_says_what_is_and_a_backup_is_downloaded_under_a_passphrase()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/system");
        await Assertions.Expect(visitor.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await visitor.PressAsync("Download a backup");
        await visitor.DialogField("Passphrase").FillAsync("a long enough passphrase");
        await visitor.DialogField("Once more").FillAsync("another passphrase");
        await visitor.AnswerAsync("Download");
        await visitor.SeesAsync("The two are not the same.");
        await visitor.DialogField("Once more").FillAsync("a long enough passphrase");

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.AnswerAsync("Download"));

        new FileInfo(await download.PathAsync()).Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task The_overview_says_what_waits_and_what_was_given_up()
    {
        await using var lively = await LivelySite.StartAsync(hours: 1, isOld: false);
        await using var visitor = await stage.OpenAdminAsync("/admin", site: lively.Site);

        await Assertions.Expect(Figure(visitor, "Deliveries waiting")).ToContainTextAsync("given up: 1");
        await Assertions.Expect(Figure(visitor, "Accounts locked").Locator(".value")).ToHaveTextAsync("1");
        await Assertions.Expect(Figure(visitor, "Signing key")).ToContainTextAsync("old; signs with HS256");
    }

    [Fact]
    public async Task The_overview_counts_what_happens_while_it_is_looked_at()
    {
        await stage.Site.AddUserAsync("counted", "counted@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAdminAsync("/admin");
        var sessions = Figure(visitor, "Live sessions").Locator(".value");
        var before = await sessions.InnerTextAsync();

        await stage.Site.SignInAsync("counted", Stage.Password, "phone");

        await Assertions.Expect(sessions).Not.ToHaveTextAsync(before, new LocatorAssertionsToHaveTextOptions { Timeout = 2000 });
        await visitor.Page.GetByText("Show as a table").First.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
    }

    private static ILocator Figure(Visitor visitor, string label) => visitor.Page.Locator(".figure").Filter(new LocatorFilterOptions { HasText = label });
}
