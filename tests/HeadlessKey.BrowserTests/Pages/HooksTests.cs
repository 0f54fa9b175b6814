using HeadlessKey.BrowserTests.Infrastructure;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Who else has a say.</summary>
public sealed class HooksTests(Stage stage)
{
    [Fact]
    public async Task A_hook_is_listed_with_what_happens_when_it_fails()
    {
        await using var site = await Stage.StartSiteAsync(
            ("HeadlessKey:Hooks:Registering:Url", "https://hooks.example.test/register"),
            ("HeadlessKey:Hooks:Registering:Secret", $"whsec_{Convert.ToBase64String(new byte[32])}"),
            ("HeadlessKey:Hooks:Registering:OnFailure", "deny"));
        await using var visitor = await stage.OpenAdminAsync("/admin/hooks", site: site);

        await visitor.SeesAsync("https://hooks.example.test/register");
        await visitor.SeesAsync("An account is about to be made.");
        await visitor.SeesAsync("It is refused");
    }

    [Fact]
    public async Task Where_nobody_is_asked_the_page_says_so()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/hooks");

        await visitor.SeesAsync("Nobody is asked");
    }
}
