using System.Text.RegularExpressions;
using HeadlessKey.BrowserTests.Element;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>What an administrator does for somebody who is stuck.</summary>
public sealed partial class UserHelpTests(Stage stage)
{
    [Fact]
    public async Task A_password_is_set_and_works_at_once()
    {
        await using var admin = await OpenAsync("stuck");
        await admin.PressAsync("Set password");
        await admin.DialogField("Password").FillAsync("stuck stuck stuck");
        await admin.AnswerAsync("Save");
        await Assertions.Expect(admin.DialogField("Password")).ToHaveAttributeAsync("aria-invalid", "true");
        await admin.DialogField("Password").FillAsync("a quite different one");
        await admin.AnswerAsync("Save");
        await admin.SeesAsync("The password is set.");

        await using var owner = await stage.OpenAsync();
        await owner.OpenElementAsync(stage.Site, "<headlesskey-login></headlesskey-login>");
        await owner.FillSignInAsync("stuck", "a quite different one");
        await owner.PressAsync("Sign in");

        await owner.SeesAsync("Signed in as");
    }

    [Fact]
    public async Task A_forced_reset_signs_out_everywhere_and_mails_a_way_back()
    {
        await using var admin = await OpenAsync("suspect");
        await stage.Site.SignInAsync("suspect", Stage.Password, "stolen phone");
        await Assertions.Expect(admin.RowOf("Sessions", "stolen phone")).ToBeVisibleAsync();
        await admin.PressAsync("Force a reset");
        await admin.AnswerAsync("Force a reset");
        await admin.SeesAsync("The link is on its way.");
        await admin.SeesAsync("Not signed in anywhere");

        await using var owner = await stage.OpenAsync();
        await owner.GoAsync(Link.Match(await stage.Site.MailAsync("reset-link", "suspect@example.test")).Value);
        await owner.Page.GetByLabel("New password", Visitor.Exact).FillAsync("a quite different one");
        await owner.PressAsync("Set the password");

        await owner.SeesAsync("Your password is set");
    }

    [Fact]
    public async Task Who_was_locked_out_by_guessing_is_let_in_again()
    {
        await using var site = await Stage.StartSiteAsync(("HeadlessKey:Lockout:Threshold", "3"));
        var id = await site.AddUserAsync("guessed", "guessed@example.test", Stage.Password, "subscriber");
        await using var admin = await stage.OpenAdminAsync($"/admin/users/{id}", site: site);
        await site.GuessAsync("guessed", times: 4);
        await admin.SeesAsync("Somebody has guessed passwords for this account.");

        await admin.PressAsync("Unlock");

        await admin.SeesAsync("The locks are lifted.");
        await Assertions.Expect(admin.Page.GetByText("Somebody has guessed passwords")).ToHaveCountAsync(0);
        await site.SignInAsync("guessed", Stage.Password, "phone");
    }

    [Fact]
    public async Task Administrators_cannot_put_themselves_out()
    {
        await using var admin = await stage.OpenAdminAsync("/admin/users/1");

        await admin.PressAsync("Disable");
        await admin.AnswerAsync("Disable");

        await Assertions.Expect(admin.Page.Locator(".toast.wrong")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("Active", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Devices_of_one_user_are_ended_together_and_what_that_user_did_is_a_step_away()
    {
        await using var admin = await OpenAsync("busy");
        await stage.Site.SignInAsync("busy", Stage.Password, "first device");
        await stage.Site.SignInAsync("busy", Stage.Password, "second device");
        await Assertions.Expect(admin.RowOf("Sessions", "second device")).ToBeVisibleAsync();
        await Assertions.Expect(admin.RowOf("Activity log", "second device")).ToContainTextAsync("login.succeeded");
        await admin.PressAsync("Sign out everywhere");
        await admin.AnswerAsync("Sign out everywhere");
        await admin.SeesAsync("2 sessions ended.");

        await admin.FollowAsync("Activity of this user");

        await admin.SeesAsync("The events by and about one user are shown.");
        await Assertions.Expect(admin.Page.Locator("tbody tr").First).ToContainTextAsync("busy");
    }

    /// <summary>The page of a new user.</summary>
    private async Task<Visitor> OpenAsync(string login)
    {
        var id = await stage.Site.AddUserAsync(login, $"{login}@example.test", Stage.Password, "subscriber");
        return await stage.OpenAdminAsync($"/admin/users/{id}");
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link { get; }
}
