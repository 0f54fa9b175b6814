using System.Text.RegularExpressions;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Account;

/// <summary>The built-in pages that mailed links lead to.</summary>
public sealed partial class AccountPageTests(Stage stage)
{
    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once()
    {
        await stage.Site.AddUserAsync("lost", "lost@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAsync();
        await visitor.GoAsync("/account/reset");
        await visitor.Page.GetByLabel("Username or e-mail address").FillAsync("lost");
        await visitor.PressAsync("Send the e-mail");
        await visitor.SeesAsync("Look into your mailbox");

        var link = Link.Match(await stage.Site.MailAsync("reset-link", "lost@example.test")).Value;
        await visitor.GoAsync(link);
        await Assertions.Expect(visitor.Page.GetByLabel("Account", Visitor.Exact)).ToHaveValueAsync("lost");
        visitor.Page.Url.ShouldEndWith("/account/reset");
        await visitor.Page.GetByLabel("New password", Visitor.Exact).FillAsync("short");
        await visitor.PressAsync("Set the password");
        await visitor.SeesAsync("It needs 8 characters or more.");
        await visitor.Page.GetByLabel("New password", Visitor.Exact).FillAsync("a quite different one");
        await visitor.PressAsync("Set the password");
        await visitor.SeesAsync("Your password is set");
        (await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).CountAsync()).ShouldBe(0);

        await visitor.GoAsync("/account/register"); // elsewhere, so that the link is opened anew
        await visitor.GoAsync(link);
        await visitor.Page.GetByLabel("New password", Visitor.Exact).FillAsync("a quite different one");
        await visitor.PressAsync("Set the password");
        await visitor.SeesAsync("The link is wrong, used or expired.");
    }

    [Fact]
    public async Task Who_registers_here_is_sent_back_and_leaves_no_session()
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.GoAsync("/account/register");
        await visitor.Page.GetByLabel("E-mail address", Visitor.Exact).FillAsync("here@example.test");
        await visitor.Page.GetByLabel("Username", Visitor.Exact).FillAsync("here");
        await visitor.Page.GetByLabel("Password", Visitor.Exact).FillAsync(Stage.Password);

        await visitor.Page.RunAndWaitForResponseAsync(() => visitor.PressAsync("Create the account"), response => response.Url.EndsWith("/token/revoke", StringComparison.Ordinal) && response.Ok);

        await visitor.SeesAsync("Go back to where you wanted to sign in.");
    }

    [Fact]
    public async Task A_link_of_an_address_is_followed_by_a_press_not_by_opening_it()
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.GoAsync("/account/verify#token=nothing");
        visitor.Page.Url.ShouldEndWith("/account/verify");

        await visitor.PressAsync("Confirm");

        await visitor.SeesAsync("The link is wrong, used or expired.");
    }

    [Theory]
    [InlineData("/account/reset", "en-US", "Reset your password")]
    [InlineData("/account/verify", "zh-CN", "确认电子邮件地址")]
    [InlineData("/account/register", "zh-TW", "Create your account")]
    public async Task A_page_speaks_its_readers_language_and_can_be_used_by_everybody(string path, string language, string title)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var visitor = await stage.OpenAsync(new View(390, theme, language));
            await visitor.GoAsync(path);
            await Assertions.Expect(visitor.Page).ToHaveTitleAsync(title);
            await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
            await visitor.FitsAsync();
        }
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link { get; }
}
