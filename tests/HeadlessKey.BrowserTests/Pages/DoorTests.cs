using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>In and out of the admin pages.</summary>
public sealed class DoorTests(Stage stage)
{
    [Fact]
    public async Task A_wrong_password_is_said_and_the_right_one_leads_to_the_page_that_was_asked_for()
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.GoAsync("/admin/users");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        await visitor.PressAsync("Sign in");
        await visitor.SeesAsync("Please fill this in.");
        await visitor.Page.GetByLabel("Username or e-mail address").FillAsync(Stage.Admin);
        await visitor.Page.GetByLabel("Password", Visitor.Exact).FillAsync("not the password");
        await visitor.PressAsync("Sign in");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();

        await visitor.Page.GetByLabel("Password", Visitor.Exact).FillAsync(Stage.Password);
        await visitor.PressAsync("Sign in");

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Users", Exact = true, Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_no_administrator_stays_outside()
    {
        await stage.Site.AddUserAsync("outsider", "outsider@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAsync();
        await visitor.GoAsync("/admin");
        await visitor.Page.GetByLabel("Username or e-mail address").FillAsync("outsider");
        await visitor.Page.GetByLabel("Password", Visitor.Exact).FillAsync(Stage.Password);
        await visitor.PressAsync("Sign in");

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        (await visitor.Page.Locator("aside").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Signing_in_needs_no_mouse_and_neither_does_a_dialog()
    {
        await using var visitor = await stage.OpenAsync();
        var (page, keyboard) = (visitor.Page, visitor.Page.Keyboard);
        await visitor.GoAsync("/admin/users");
        await Assertions.Expect(page.GetByLabel("Username or e-mail address")).ToBeFocusedAsync();
        await keyboard.TypeAsync(Stage.Admin);
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(Stage.Password);
        await keyboard.PressAsync("Enter");
        await page.Locator("aside").WaitForAsync();
        await visitor.SettledAsync();

        await keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Tab");
        var opener = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "New user" });
        await Assertions.Expect(opener).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Login", Visitor.Exact)).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(visitor.Dialog).ToHaveCountAsync(0);
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_session_that_ends_is_taken_up_again_where_it_was()
    {
        await using var site = await Stage.StartSiteAsync();
        await using var visitor = await stage.OpenAdminAsync("/admin/users", site: site);

        site.Clock.Advance(TimeSpan.FromHours(13));
        await visitor.SeesAsync("Your session has ended");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        await visitor.DialogField("Password").FillAsync("wrong");
        await visitor.AnswerAsync("Sign in");
        await Assertions.Expect(visitor.Dialog.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await visitor.DialogField("Password").FillAsync(Stage.Password);
        await visitor.AnswerAsync("Sign in");

        await Assertions.Expect(visitor.Dialog).ToHaveCountAsync(0);
        await visitor.SeesAsync("admin@example.test");
    }

    [Fact]
    public async Task What_is_dangerous_asks_for_the_password_again_and_then_goes_on()
    {
        await using var site = await Stage.StartSiteAsync();
        await using var visitor = await stage.OpenAdminAsync("/admin/users", site: site);
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await visitor.PressAsync("New user");
        await visitor.DialogField("Login").FillAsync("later");
        await visitor.DialogField("E-mail address").FillAsync("later@example.test");
        await visitor.DialogField("Password").FillAsync(Stage.Password);
        await visitor.AnswerAsync("Create user");

        await visitor.SeesAsync("Is it you?");
        await visitor.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Is it you?" }).GetByLabel("Password", new LocatorGetByLabelOptions { Exact = true }).FillAsync(Stage.Password);
        await visitor.AnswerAsync("Go on");

        await visitor.SeesAsync("later can sign in now.");
        await Assertions.Expect(visitor.Row("later@example.test")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Theme_and_language_are_chosen_and_remembered()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/users");
        await visitor.Page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "Theme" }).SelectOptionAsync("dark");
        (await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(14, 17, 23)");

        await visitor.Page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "Language" }).SelectOptionAsync("zh-CN");
        await visitor.SeesAsync("在此拥有账户的所有人。");

        (await visitor.Page.EvaluateAsync<string>("document.documentElement.lang + document.documentElement.dataset.theme")).ShouldBe("zh-CNdark");
    }

    [Fact]
    public async Task On_a_phone_the_menu_opens_and_closes_behind_who_uses_it()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/users", new View(390));
        await Assertions.Expect(visitor.Page.Locator("aside")).ToBeHiddenAsync();
        await visitor.PressAsync("Menu");
        await visitor.FollowAsync("General");

        await Assertions.Expect(visitor.Page.Locator("aside")).ToBeHiddenAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "General", Exact = true, Level = 1 })).ToBeFocusedAsync();
    }
}
