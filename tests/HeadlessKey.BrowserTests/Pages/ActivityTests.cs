using HeadlessKey.BrowserTests.Infrastructure;
using HeadlessKey.Testing;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>What has happened.</summary>
public sealed class ActivityTests(Stage stage)
{
    [Fact, Promise("R3")]
    public async Task A_failure_shows_up_while_it_is_looked_at_with_all_that_is_known_as_text()
    {
        const string Markup = "<script>alert(3)</script>";
        await stage.Site.AddUserAsync("watched", "watched@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAdminAsync("/admin/activity");
        await visitor.Page.GetByLabel("Outcome").SelectOptionAsync("failure");
        await visitor.SettledAsync();

        await stage.Site.GuessAsync("watched", times: 1, userAgent: Markup);
        var row = visitor.Row("watched").First;
        await Assertions.Expect(row).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 2000 });
        await row.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(visitor.Dialog.GetByText(Markup)).ToBeVisibleAsync();
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        (await visitor.Page.Locator("dialog script").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task It_is_searched_exported_and_verified()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/activity");
        await visitor.Page.GetByLabel("Type", Visitor.Exact).FillAsync("nothing.like.this");
        await visitor.SeesAsync("Nothing found");
        await visitor.Page.GetByLabel("Type", Visitor.Exact).FillAsync("admin.*");
        await Assertions.Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("admin.");

        await visitor.PressAsync("Export");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.AnswerAsync("Download"));
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain("admin.");

        await visitor.PressAsync("Verify");
        await visitor.SeesAsync("Every sealed event is as it was written.");
    }

    [Fact]
    public async Task What_was_changed_is_said_in_sentences()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/activity");
        await visitor.Page.RouteAsync("**/activity/verify", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/json",
            Body = """{"ok":false,"seals":2,"rows":9,"unsealed":0,"findings":[{"what":"Seal 2: 1 of its rows was deleted.","first_id":5,"last_id":9},{"what":"The seals end with number 2, but 3 had been made.","first_id":10,"last_id":null}]}""",
        }));

        await visitor.PressAsync("Verify");

        await visitor.SeesAsync("Seal 2: 1 of its rows was deleted. Events 5 to 9.");
        await visitor.SeesAsync("but 3 had been made. Events 10 to the end.");
    }
}
