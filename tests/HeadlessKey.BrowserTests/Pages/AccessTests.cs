using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Who may use what.</summary>
public sealed class AccessTests(Stage stage)
{
    [Fact]
    public async Task A_rule_is_changed_and_holds_at_once()
    {
        await using var site = await Stage.StartSiteAsync();
        await using var visitor = await stage.OpenAdminAsync("/admin/access", site: site);
        await visitor.PressAsync("Change who may use register");
        await visitor.DialogField("Who").SelectOptionAsync("off");
        await visitor.AnswerAsync("Change");

        await visitor.SeesAsync("The rule holds on every server within a second.");
        await Assertions.Expect(visitor.Row("POST /register").GetByText("Nobody")).ToBeVisibleAsync();
        using var client = new HttpClient();
        using var answer = await client.PostAsync($"{site.Address}/wp-json/headlesskey/v1/register", content: null);
        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Some_roles_without_a_role_open_nothing()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/access");
        await visitor.PressAsync("Change who may use register");
        await visitor.DialogField("Who").SelectOptionAsync("roles");
        await visitor.AnswerAsync("Change");

        await Assertions.Expect(visitor.Dialog.GetByText("Name at least one role")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.DialogField("Only these roles")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task A_network_is_banned_and_let_in_again_but_never_ones_own()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/access");
        await visitor.PressAsync("Ban a network");
        await visitor.DialogField("Network").FillAsync("127.0.0.0/8");
        await visitor.AnswerAsync("Ban a network");
        await Assertions.Expect(visitor.Dialog.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await visitor.DialogField("Network").FillAsync("203.0.113.0/24");
        await visitor.Dialog.GetByLabel("Reason").FillAsync("<b>scans us</b>");
        await visitor.AnswerAsync("Ban a network");
        await visitor.SeesAsync("<b>scans us</b>");

        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        await visitor.PressAsync("Lift: let 203.0.113.0/24 in again");

        await visitor.SeesAsync("No network is kept out");
    }
}
