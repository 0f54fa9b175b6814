using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Gallery;

/// <summary>The pictures of the documentation: run by hand, with a folder in <c>HEADLESSKEY_SCREENSHOTS</c>.</summary>
public sealed class GalleryTests(Stage stage)
{
    // The address that a first start has, so that the pictures say what the documentation says.
    private static readonly (string Key, string? Value) Address = ("urls", "http://127.0.0.1:5080");

    // Not what the tests need, but what it has by default.
    private static readonly (string Key, string? Value)[] RealRates =
        [("HeadlessKey:RateLimits:SignIn", null), ("HeadlessKey:RateLimits:Accounts", null), ("HeadlessKey:RateLimits:Sessions", null)];

    private static readonly string[] Pages =
        ["overview", "users", "sessions", "activity", "general", "algorithms", "access", "email", "webhooks", "hooks", "sites", "system"];

    private static readonly View[] Views =
        [new(1280, ColorScheme.Light), new(1280, ColorScheme.Dark), new(390, ColorScheme.Light), new(390, ColorScheme.Dark)];

    [Fact(Explicit = true)]
    public async Task Take_the_pictures_of_a_first_start()
    {
        foreach (var view in Views)
        {
            await using var site = await Site.StartAsync(Address);
            await using var visitor = await stage.OpenAsync(view, site);
            await visitor.GoAsync(site.SetupLink);
            await visitor.Page.GetByLabel("E-mail address").FillAsync("admin@example.com");
            await visitor.Page.GetByLabel("Password", Visitor.Exact).FillAsync(Stage.Password);
            await visitor.PhotographAsync("setup");
            await visitor.PressAsync("Create administrator");
            await visitor.SeesAsync("You are ready");
            await visitor.PhotographAsync("ready", whole: true);
            await visitor.GoAsync("/admin");
            await visitor.Page.GetByLabel("Username or e-mail address").WaitForAsync();
            await visitor.PhotographAsync("sign-in");
        }
    }

    [Fact(Explicit = true)]
    public async Task Take_the_pictures_of_a_day()
    {
        await using var lively = await LivelySite.StartAsync(hours: 24, isOld: true, [Address, .. RealRates]);
        foreach (var view in Views)
        {
            await using var visitor = await stage.OpenAsync(view, lively.Site);
            await visitor.SeeExampleAsync(lively);
            await visitor.SignInAsync("/admin", Stage.Admin, Stage.Password);
            foreach (var page in Pages)
            {
                await visitor.MoveToAsync($"/admin/{page}");
                await visitor.PhotographAsync(page, whole: page is "overview");
            }

            await visitor.MoveToAsync($"/admin/users/{lively.Alice}");
            await visitor.PhotographAsync("user", whole: true);
            await visitor.MoveToAsync("/admin/webhooks");
            await visitor.Row("address book").GetByText("Deliveries").ClickAsync();
            await visitor.Dialog.GetByRole(AriaRole.Table).WaitForAsync();
            await visitor.PhotographAsync("deliveries");

            await visitor.GoAsync("/account/register");
            await visitor.Page.Locator("headlesskey-login .frame").WaitForAsync();
            await visitor.PhotographAsync("account");
            await visitor.Page.EvaluateAsync("() => { const element = document.createElement('headlesskey-login'); document.querySelector('main').replaceChildren(element); }");
            await visitor.Page.GetByLabel("Username or e-mail address").WaitForAsync();
            await visitor.PhotographAsync("element");
        }
    }
}
