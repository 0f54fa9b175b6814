using System.Security.Cryptography;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>What signs the tokens.</summary>
public sealed class KeysTests(Stage stage)
{
    [Fact]
    public async Task A_key_is_announced_seen_by_a_second_browser_and_dropped_by_who_means_it()
    {
        await using var site = await Stage.StartSiteAsync();
        await using var first = await stage.OpenAdminAsync("/admin/algorithms", site: site);
        await using var second = await stage.OpenAdminAsync("/admin/algorithms", site: site);
        await first.PressAsync("Rotate");
        await first.DialogField("Algorithm").SelectOptionAsync("ES256");
        await first.AnswerAsync("Rotate");
        await first.SeesAsync("The new key is published.");
        await Assertions.Expect(second.Row("ES256").GetByText("Announced")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 2000 });

        await first.Row("ES256").GetByText("It leaked: drop it").ClickAsync();
        await first.AnswerAsync("Cancel");
        await first.Row("ES256").GetByText("It leaked: drop it").ClickAsync();
        await first.AnswerAsync("It leaked: drop it");

        await first.SeesAsync("The key is dropped.");
    }

    [Fact]
    public async Task A_key_of_ones_own_is_imported_and_announced()
    {
        await using var site = await Stage.StartSiteAsync();
        await using var visitor = await stage.OpenAdminAsync("/admin/algorithms", site: site);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await visitor.PressAsync("Import a key");
        await visitor.DialogField("Key").FillAsync(key.ExportPkcs8PrivateKeyPem());
        await visitor.AnswerAsync("Import");

        await Assertions.Expect(visitor.Row("ES256, imported").GetByText("Announced")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_wrong_with_an_imported_key_is_said_in_the_dialog()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/algorithms");
        await visitor.PressAsync("Import a key");
        await visitor.DialogField("Key").FillAsync("not a key");
        await visitor.AnswerAsync("Import");

        await Assertions.Expect(visitor.DialogField("Key")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task The_last_key_stays()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/algorithms");
        await visitor.Row("HS256").GetByText("Retire", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await visitor.AnswerAsync("Retire");

        await Assertions.Expect(visitor.Page.Locator(".toast.wrong")).ToBeVisibleAsync();
        await visitor.SeesAsync("Every new token is signed with it.");
    }
}
