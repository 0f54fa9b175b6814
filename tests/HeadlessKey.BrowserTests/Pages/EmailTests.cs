using System.Globalization;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Where mail goes and what it looks like.</summary>
public sealed class EmailTests(Stage stage)
{
    [Fact]
    public async Task A_test_says_what_came_of_it_and_captured_mail_can_be_read()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/email");
        await visitor.Page.GetByLabel("To", Visitor.Exact).FillAsync("no address");
        await visitor.Card("Send a test").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("To", Visitor.Exact)).ToHaveAttributeAsync("aria-invalid", "true");
        await visitor.Page.GetByLabel("To", Visitor.Exact).FillAsync("somebody@example.test");
        await visitor.Card("Send a test").GetByRole(AriaRole.Button).ClickAsync();
        await visitor.SeesAsync("The mail server took it:");

        await visitor.PressAsync("Show captured mail");
        await visitor.Row("somebody@example.test").First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(visitor.Dialog.GetByText("somebody@example.test")).ToBeVisibleAsync();
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
    }

    [Fact]
    public async Task Mail_that_waits_is_seen_with_what_happened_and_tried_again()
    {
        await using var site = await Stage.StartSiteAsync(
            ("HeadlessKey:Email:Transport", "smtp"),
            ("HeadlessKey:Email:Smtp:Host", "127.0.0.1"),
            ("HeadlessKey:Email:Smtp:Port", FreePort.Find().ToString(CultureInfo.InvariantCulture)), // nobody listens
            ("HeadlessKey:Email:Smtp:Security", "none"),
            ("HeadlessKey:Registration:EmailVerification", "optional"));
        await using var visitor = await stage.OpenAdminAsync("/admin/email", site: site);
        await visitor.SeesAsync("Nothing is waiting");
        await site.RegisterAsync("waiting", "waiting@example.test", Stage.Password);
        var mail = visitor.Row("w…@example.test");
        await Assertions.Expect(mail.GetByText("Waiting", new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();

        await mail.GetByRole(AriaRole.Button).ClickAsync();

        await visitor.SeesAsync("One mail is tried again now.");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
    }

    [Fact]
    public async Task A_template_is_shown_as_it_looks_in_both_languages()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/email");
        var frame = visitor.Page.FrameLocator("iframe");
        await Assertions.Expect(frame.Locator("a").First).ToBeVisibleAsync();
        await visitor.Card("Templates").GetByLabel("Language").SelectOptionAsync("zh-CN");

        await Assertions.Expect(frame.Locator("body")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[\\u4e00-\\u9fff]"));
        (await frame.Locator("a[href], script, img").CountAsync()).ShouldBe(0);
    }
}
