using System.Text.RegularExpressions;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Element;

/// <summary>From a new account to a recovered password, without leaving the element.</summary>
public sealed partial class StoryTests(Stage stage)
{
    private const string Element = "<headlesskey-login links></headlesskey-login>";

    [Fact]
    public async Task Who_registers_is_signed_in_and_what_will_not_do_is_said_at_its_field()
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, Element);
        await visitor.PressAsync("Create an account");
        await visitor.FillRegistrationAsync("reg1", "short");
        await visitor.PressAsync("Create the account");
        await visitor.SeesAsync("It needs 8 characters or more.");
        await visitor.FillRegistrationAsync(Stage.Admin);
        await visitor.PressAsync("Create the account");
        await Assertions.Expect(visitor.Page.GetByLabel("Username", Visitor.Exact)).ToHaveAttributeAsync("aria-invalid", "true");

        await visitor.FillRegistrationAsync("reg1");
        await visitor.PressAsync("Create the account");

        await visitor.SeesAsync("Signed in as");
        (await visitor.HeardAsync())[^1].ShouldBe("signed-in registered");
    }

    [Fact]
    public async Task How_long_a_password_must_be_is_what_the_server_says()
    {
        await using var site = await Site.StartAsync(("HeadlessKey:Passwords:MinimumLength", "20"));
        await using var visitor = await stage.OpenAsync(site: site);
        await visitor.OpenElementAsync(site, """<headlesskey-login view="register"></headlesskey-login>""");
        (await visitor.Page.GetByText("8 characters").CountAsync()).ShouldBe(0);
        await visitor.FillRegistrationAsync("brief", "nineteen letters ab");
        await visitor.PressAsync("Create the account");

        await visitor.SeesAsync("It needs 20 characters or more.");
    }

    [Fact]
    public async Task A_password_is_recovered_by_a_code()
    {
        await stage.Site.AddUserAsync("forgetful", "forgetful@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, Element);
        await visitor.PressAsync("Forgot your password?");
        await visitor.Page.GetByLabel("Username or e-mail address").FillAsync("forgetful");
        await visitor.Page.GetByLabel("a code of eight digits").CheckAsync();
        await visitor.PressAsync("Send the e-mail");
        await visitor.Page.GetByLabel("Code from the e-mail").FillAsync("00000000");
        await visitor.Page.GetByLabel("New password", Visitor.Exact).FillAsync("a quite different one");
        await visitor.PressAsync("Set the password");
        await visitor.SeesAsync("The code is wrong, used or expired.");

        await visitor.Page.GetByLabel("Code from the e-mail").FillAsync(Code.Match(await stage.Site.MailAsync("reset-code", "forgetful@example.test")).Value);
        await visitor.PressAsync("Set the password");
        await visitor.SeesAsync("Your password is set");
        await visitor.PressAsync("Sign in");
        await Assertions.Expect(visitor.Page.GetByLabel("Username or e-mail address")).ToHaveValueAsync("forgetful");
        await visitor.Page.GetByLabel("Password", Visitor.Exact).FillAsync("a quite different one");
        await visitor.PressAsync("Sign in");

        await visitor.SeesAsync("Signed in as");
    }

    [Fact]
    public async Task A_password_is_recovered_by_a_link_that_leads_to_the_page_and_leaves_the_address_bar()
    {
        await stage.Site.AddUserAsync("linked", "linked@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, Element);
        await visitor.PressAsync("Forgot your password?");
        await visitor.Page.GetByLabel("Username or e-mail address").FillAsync("linked");
        await visitor.PressAsync("Send the e-mail");
        await visitor.SeesAsync("Look into your mailbox");
        var fragment = Fragment.Match(await stage.Site.MailAsync("reset-link", "linked@example.test")).Value;

        var front = visitor.Page.Url;
        await visitor.GoAsync(front + fragment);
        await visitor.Page.GetByLabel("New password", Visitor.Exact).FillAsync("a quite different one");
        visitor.Page.Url.ShouldBe(front);
        await visitor.PressAsync("Set the password");

        await visitor.SeesAsync("Your password is set");
    }

    [Fact]
    public async Task Where_an_address_must_be_proven_the_element_says_so_and_follows_the_link()
    {
        await using var site = await Site.StartAsync(("HeadlessKey:Registration:EmailVerification", "required"));
        await using var visitor = await stage.OpenAsync(site: site);
        await visitor.OpenElementAsync(site, Element);
        await visitor.PressAsync("Create an account");
        await visitor.FillRegistrationAsync("proven");
        await visitor.PressAsync("Create the account");
        await visitor.SeesAsync("Look into your mailbox");
        await visitor.PressAsync("Back to sign-in");
        await visitor.FillSignInAsync("proven", Stage.Password);
        await visitor.PressAsync("Sign in");
        await visitor.PressAsync("Send the e-mail again");
        await visitor.SeesAsync("another e-mail is on its way");

        await visitor.GoAsync(visitor.Page.Url + Fragment.Match(await site.MailAsync("verify-email", "proven@example.test")).Value);
        await visitor.PressAsync("Confirm");
        await visitor.SeesAsync("Your address is confirmed");
        await visitor.PressAsync("Sign in");
        await visitor.FillSignInAsync("proven", Stage.Password);
        await visitor.PressAsync("Sign in");

        await visitor.SeesAsync("Signed in as");
    }

    [Fact]
    public async Task Where_registration_is_closed_the_element_says_so()
    {
        await using var site = await Site.StartAsync(("HeadlessKey:Registration:Mode", "closed"));
        await using var visitor = await stage.OpenAsync(site: site);
        await visitor.OpenElementAsync(site, """<headlesskey-login view="register"></headlesskey-login>""");
        await visitor.FillRegistrationAsync("late");
        await visitor.PressAsync("Create the account");

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        (await visitor.HeardAsync()).ShouldBe(["error headlesskey_registration_disabled"]);
    }

    [Fact]
    public async Task What_is_not_offered_is_not_shown()
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.OpenElementAsync(stage.Site, """<headlesskey-login views="sign-in"></headlesskey-login>""");

        await visitor.SeesAsync("Sign in");
        (await visitor.Page.GetByText("Create an account").CountAsync()).ShouldBe(0);
        (await visitor.Page.GetByText("Forgot your password?").CountAsync()).ShouldBe(0);
    }

    [GeneratedRegex(@"(?<!\d)\d{8}(?!\d)")]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"#\S+")]
    private static partial Regex Fragment { get; }
}
