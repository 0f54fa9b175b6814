using HeadlessKey.BrowserTests.Element;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Others who are told.</summary>
public sealed class WebhooksTests(Stage stage)
{
    [Fact]
    public async Task A_webhook_is_added_tried_out_seen_in_a_second_browser_switched_off_and_removed()
    {
        await using var site = await Stage.StartSiteAsync(("HeadlessKey:Outbound:AllowedNetworks:0", "127.0.0.0/8"), ("HeadlessKey:Outbound:AllowedNetworks:1", "::1"));
        await using var first = await stage.OpenAdminAsync("/admin/webhooks", site: site);
        await using var second = await stage.OpenAdminAsync("/admin/webhooks", site: site);
        var receiver = await first.ServeAsync(site, _ => ("thanks", "text/plain"));
        await first.SeesAsync("Nobody is told yet");
        await first.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "New webhook" }).First.ClickAsync();
        await first.DialogField("Address").FillAsync("ftp://example.test");
        await first.AnswerAsync("Add webhook");
        await Assertions.Expect(first.DialogField("Address")).ToHaveAttributeAsync("aria-invalid", "true");
        await first.DialogField("Address").FillAsync(receiver);
        await first.AnswerAsync("Add webhook");
        await first.SeesAsync("It is shown this once.");
        await first.SeesAsync("whsec_");
        await first.AnswerAsync("Close");
        await Assertions.Expect(second.Row(receiver)).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 2000 });

        await first.PressAsync($"Test: {receiver}");
        await first.SeesAsync("The test was taken: 200.");
        await first.PressAsync($"Deliveries: {receiver}");
        await Assertions.Expect(first.Dialog.GetByText("webhook.test")).ToBeVisibleAsync();
        await Axe.ShouldFindNothingSeriousAsync(first.Page);
        await first.Dialog.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "webhook.test" }).GetByRole(AriaRole.Button).ClickAsync();
        await first.SeesAsync("It is sent again.");
        await first.AnswerAsync("Close");

        await first.PressAsync($"New secret: {receiver}");
        await first.AnswerAsync("New secret");
        await first.SeesAsync("whsec_");
        await first.AnswerAsync("Close");
        await first.PressAsync($"Switch off: {receiver}");
        await first.SeesAsync("The webhook is off. What waited for it was given up.");
        await first.PressAsync($"Remove: {receiver}");
        await first.AnswerAsync("Remove");
        await second.SeesAsync("Nobody is told yet");
    }
}
