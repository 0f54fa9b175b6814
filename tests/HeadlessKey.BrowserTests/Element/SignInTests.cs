using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Element;

/// <summary>The element on a page of another origin.</summary>
public sealed class SignInTests(Stage stage)
{
    private const string Element = "<headlesskey-login></headlesskey-login>";

    [Fact]
    public async Task People_sign_in_and_out_and_the_page_is_told()
    {
        var login = await NewUserAsync();
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, Element);

        await visitor.FillSignInAsync(login, "not the password");
        await visitor.PressAsync("Sign in");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await visitor.FillSignInAsync(login, Stage.Password);
        await visitor.PressAsync("Sign in");
        await visitor.SeesAsync("Signed in as");
        (await visitor.AskAsync<string>("element.accessToken()")).ShouldStartWith("eyJ");
        await visitor.PressAsync("Sign out");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Sign in" })).ToBeVisibleAsync();

        (await visitor.HeardAsync()).ShouldBe(["error incorrect_password", "signed-in signed-in", "signed-out signed-out"]);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_the_field_that_gets_the_focus()
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, Element);

        await visitor.PressAsync("Sign in");

        await Assertions.Expect(visitor.Page.GetByLabel("Username or e-mail address")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(visitor.Page.GetByLabel("Username or e-mail address")).ToBeFocusedAsync();
        await visitor.SeesAsync("Please fill this in.");
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        var login = await NewUserAsync();
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, Element);
        var keyboard = visitor.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(login);
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(Stage.Password);
        await keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Signed in as");
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" })).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");

        await Assertions.Expect(visitor.Page.GetByLabel("Username or e-mail address")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Without_storage_nothing_is_left_behind_and_a_reload_signs_out()
    {
        var login = await NewUserAsync();
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, Element);
        await visitor.FillSignInAsync(login, Stage.Password);
        await visitor.PressAsync("Sign in");
        await visitor.SeesAsync("Signed in as");

        (await visitor.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length + document.cookie.length")).ShouldBe(0);
        await visitor.Page.ReloadAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("Username or e-mail address")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_speaks_the_language_of_the_page_and_shows_hostile_names_as_text()
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, """<headlesskey-login lang="zh-CN" theme="dark"></headlesskey-login>""");
        await visitor.SeesAsync("忘记密码？");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);

        const string name = "<img src=x onerror=alert(1)>";
        var status = await visitor.Page.EvaluateAsync<int>(
            "async ([url, name]) => (await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'mallory', email: 'mallory@example.test', password: 'a quite unusual phrase', name }) })).status",
            new[] { $"{stage.Site.Address}/wp-json/headlesskey/v1/register", name });
        status.ShouldBe(201);
        await visitor.Page.GetByLabel("用户名或电子邮件地址").FillAsync("mallory");
        await visitor.Page.GetByLabel("密码", Visitor.Exact).FillAsync("a quite unusual phrase");
        await visitor.PressAsync("登录");
        await visitor.SeesAsync(name);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Every_view_can_be_used_by_everybody(string theme)
    {
        await using var visitor = await stage.OpenAsync(new View(390));
        await visitor.OpenElementAsync(stage.Site, $"""<headlesskey-login theme="{theme}"></headlesskey-login>""");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);

        await visitor.PressAsync("Create an account");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        await visitor.PressAsync("Back to sign-in");
        await visitor.PressAsync("Forgot your password?");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    private async Task<string> NewUserAsync()
    {
        var login = $"u{Guid.NewGuid():N}"[..20];
        await stage.Site.AddUserAsync(login, $"{login}@example.test", Stage.Password, "subscriber");
        return login;
    }
}
