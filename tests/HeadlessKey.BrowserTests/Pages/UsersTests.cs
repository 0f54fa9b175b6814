using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>People and their devices.</summary>
public sealed class UsersTests(Stage stage)
{
    private static readonly LocatorAssertionsToBeVisibleOptions TwoSeconds = new() { Timeout = 2000 };

    [Fact]
    public async Task A_user_is_made_seen_in_a_second_browser_changed_and_deleted()
    {
        await using var first = await stage.OpenAdminAsync("/admin/users");
        await using var second = await stage.OpenAdminAsync("/admin/users");
        await first.PressAsync("New user");
        await first.DialogField("Login").FillAsync("newcomer");
        await first.DialogField("E-mail address").FillAsync("newcomer@example.test");
        await first.DialogField("Password").FillAsync("short");
        await first.AnswerAsync("Create user");
        await first.SeesAsync("It needs 8 characters or more.");
        await first.DialogField("Password").FillAsync(Stage.Password);
        await first.AnswerAsync("Create user");
        await first.SeesAsync("newcomer can sign in now.");
        await Assertions.Expect(second.Row("newcomer@example.test")).ToBeVisibleAsync(TwoSeconds);

        await first.Row("newcomer@example.test").GetByRole(AriaRole.Link).ClickAsync();
        await first.SettledAsync();
        await first.PressAsync("Change roles");
        await first.Dialog.GetByLabel("Roles").FillAsync("editor\nsubscriber");
        await first.AnswerAsync("Save");
        await first.SeesAsync("The roles are changed.");
        await first.PressAsync("Disable");
        await first.AnswerAsync("Disable");
        await first.SeesAsync("newcomer is disabled.");
        await Assertions.Expect(second.Row("newcomer@example.test").GetByText("Disabled")).ToBeVisibleAsync(TwoSeconds);
        await first.PressAsync("Enable");
        await first.SeesAsync("newcomer can sign in again.");
        await first.PressAsync("Delete");
        await first.AnswerAsync("Cancel");
        await first.PressAsync("Delete");
        await first.AnswerAsync("Delete");

        await first.SeesAsync("newcomer is deleted.");
        await Assertions.Expect(second.Row("newcomer@example.test")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_search_narrows_the_list_and_finding_nobody_is_no_blank_page()
    {
        await stage.Site.AddUserAsync("needle", "needle@haystack.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAdminAsync("/admin/users");

        await visitor.Page.GetByLabel("Login, e-mail address or name").FillAsync("haystack");
        await Assertions.Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await visitor.Page.GetByLabel("Login, e-mail address or name").FillAsync("nobody at all");

        await visitor.SeesAsync("Nobody found");
    }

    [Fact]
    public async Task A_device_signs_in_elsewhere_appears_and_is_signed_out()
    {
        await stage.Site.AddUserAsync("traveller", "traveller@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAdminAsync("/admin/sessions");
        await stage.Site.SignInAsync("traveller", Stage.Password, "old phone");
        await Assertions.Expect(visitor.Row("old phone")).ToBeVisibleAsync(TwoSeconds);

        await visitor.Row("old phone").GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(visitor.Row("old phone")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Everybody_is_signed_out_only_by_who_means_it()
    {
        await using var site = await Stage.StartSiteAsync();
        await site.SignInAsync(Stage.Admin, Stage.Password, "kitchen");
        await using var visitor = await stage.OpenAdminAsync("/admin/sessions", site: site);
        await visitor.PressAsync("End all sessions");
        await visitor.AnswerAsync("Cancel");
        await Assertions.Expect(visitor.Row("kitchen")).ToBeVisibleAsync();
        await visitor.PressAsync("End all sessions");
        await visitor.AnswerAsync("End all sessions");

        await visitor.SeesAsync("Nobody is signed in");
    }
}
