using HeadlessKey.BrowserTests.Infrastructure;
using HeadlessKey.Testing;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>What strangers call themselves and their devices.</summary>
public sealed class HostileTextTests(Stage stage)
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    [Theory, Promise("R3")]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Markup_stays_text_and_what_is_very_long_breaks_no_page(int width)
    {
        var login = $"long{width}.{new string('w', 50)}";
        await stage.Site.AddUserAsync(login, $"{new string('e', 60)}{width}@example.test", Stage.Password, "subscriber");
        await stage.Site.SignInAsync(login, Stage.Password, $"{Markup}{width}", userAgent: $"{Markup} {new string('u', 500)}");
        await using var visitor = await stage.OpenAdminAsync("/admin/sessions", new View(width));

        await visitor.SeesAsync($"{Markup}{width}");
        await visitor.FitsAsync();
        (await visitor.Page.Locator("img, td script, th script").CountAsync()).ShouldBe(0);
        await visitor.GoAsync("/admin/users");
        await visitor.SettledAsync();
        await visitor.SeesAsync(login);
        await visitor.FitsAsync();
        await visitor.GoAsync("/admin/overview");
        await visitor.SettledAsync();
        await visitor.FitsAsync();
    }
}
