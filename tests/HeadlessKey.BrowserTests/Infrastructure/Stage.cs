using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Stage))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>What all tests share: one browser, and one server with an administrator.</summary>
public sealed class Stage : IAsyncLifetime
{
    public const string Admin = "admin";
    public const string Password = "correct horse battery staple";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public Site Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Site = await StartSiteAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("HEADLESSKEY_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Flags,
        });
    }

    /// <summary>Another server, for tests that change what all of its users see.</summary>
    public static async Task<Site> StartSiteAsync(params (string Key, string? Value)[] settings)
    {
        var site = await Site.StartAsync(settings);
        await site.AddUserAsync(Admin, "admin@example.test", Password, "administrator");
        return site;
    }

    /// <summary>A browser of somebody who was never here.</summary>
    public Task<Visitor> OpenAsync(View? view = null, Site? site = null) => Visitor.OpenAsync(browser, site ?? Site, view ?? new View());

    /// <summary>A browser of the administrator, at a page.</summary>
    public async Task<Visitor> OpenAdminAsync(string path, View? view = null, Site? site = null)
    {
        var visitor = await OpenAsync(view, site);
        await visitor.SignInAsync(path, Admin, Password);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await Site.DisposeAsync();
    }
}
