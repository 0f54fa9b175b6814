using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>The first five minutes: from the link on the console to signing out.</summary>
public sealed class SetupTests(Stage stage)
{
    [Fact]
    public async Task The_first_administrator_is_made_signs_in_looks_around_and_leaves()
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await stage.OpenAsync(site: site);
        var page = visitor.Page;
        await visitor.GoAsync(site.SetupLink);
        page.Url.ShouldEndWith("/admin/setup");
        await Axe.ShouldFindNothingSeriousAsync(page);

        await visitor.PressAsync("Create administrator");
        await visitor.SeesAsync("Please fill this in.");
        await page.GetByLabel("E-mail address").FillAsync("root@example.test");
        await page.GetByLabel("Password", Visitor.Exact).FillAsync("brief");
        await visitor.PressAsync("Create administrator");
        await visitor.SeesAsync("It needs 8 characters or more.");
        await page.GetByLabel("Password", Visitor.Exact).FillAsync("password");
        await visitor.PressAsync("Create administrator");
        await visitor.SeesAsync("It is one of the passwords that everybody tries first.");
        await page.GetByLabel("Password", Visitor.Exact).FillAsync(Stage.Password);
        await visitor.PressAsync("Create administrator");

        await visitor.SeesAsync("You are ready");
        await visitor.SeesAsync($"curl {site.Address}/wp-json/headlesskey/v1/token");
        await visitor.SeesAsync($"""<script type="module" src="{site.Address}/headlesskey-login.js"></script>""");
        await Axe.ShouldFindNothingSeriousAsync(page);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Open the admin pages" }).ClickAsync();

        await page.GetByLabel("Username or e-mail address").FillAsync(Stage.Admin);
        await page.GetByLabel("Password", Visitor.Exact).FillAsync(Stage.Password);
        await visitor.PressAsync("Sign in");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Overview" })).ToBeVisibleAsync();
        await visitor.FollowAsync("Users");
        await visitor.SeesAsync("root@example.test");
        await visitor.PressAsync("Sign out");
        await Assertions.Expect(page.GetByLabel("Username or e-mail address")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_the_link_the_page_says_what_to_do()
    {
        await using var visitor = await stage.OpenAsync(new View(390, ColorScheme.Dark, "zh-CN"));
        await visitor.GoAsync("/admin/setup");

        await visitor.SeesAsync("请通过服务器显示的链接打开此页面。");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        await visitor.FitsAsync();
    }
}
