using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>
/// Somebody with a browser of their own. When they leave, nothing may have gone wrong behind the page: no error in the console, nothing that
/// the policy had to refuse, no request to anywhere else.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly Site site;
    private readonly ConcurrentQueue<string> troubles = new();

    private Visitor(IBrowserContext context, IPage page, Site site, View view)
    {
        View = view;
        this.context = context;
        this.site = site;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>How the visitor looks at the pages now.</summary>
    public View View { get; private set; }

    /// <summary>Addresses besides the server's that this page may ask.</summary>
    public HashSet<string> Friends { get; } = [];

    /// <summary>What ends together with the visit.</summary>
    public List<IAsyncDisposable> Belongings { get; } = [];

    public static async Task<Visitor> OpenAsync(IBrowser browser, Site site, View view)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = view.Width, Height = view.Height },
            ColorScheme = view.Theme,
            Locale = view.Language,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        var visitor = new Visitor(context, await context.NewPageAsync(), site, view);
        await visitor.WatchAsync();
        return visitor;
    }

    public Task GoAsync(string path) => Page.GotoAsync(path.StartsWith('/') ? site.Address + path : path);

    /// <summary>Opens an admin page by the form that stands in front of it.</summary>
    public async Task SignInAsync(string path, string login, string password)
    {
        await GoAsync(path);
        await Page.GetByLabel("Username or e-mail address", Exact).Or(Page.GetByLabel("用户名或电子邮件地址", Exact)).FillAsync(login);
        await Page.Locator("input[type=password]").FillAsync(password);
        await Page.Locator("button[type=submit]").ClickAsync();
        await Page.Locator("main h1").Nth(0).WaitForAsync();
        await Page.Locator("aside").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await SettledAsync();
    }

    /// <summary>Looks at the same page on another screen, or by other light. The language stays.</summary>
    public async Task LookAsync(int width, ColorScheme theme)
    {
        View = View with { Width = width, Theme = theme };
        await Page.SetViewportSizeAsync(width, View.Height);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
    }

    /// <summary>Waits until the page has shown what it has to show.</summary>
    public Task SettledAsync() => Assertions.Expect(Page.Locator("main > [aria-busy=false]")).ToHaveCountAsync(1);

    /// <summary>Follows a link of the menu.</summary>
    public async Task FollowAsync(string page)
    {
        await Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = page, Exact = true }).ClickAsync();
        await SettledAsync();
    }

    /// <summary>Goes to a page as a link would, without loading everything anew.</summary>
    public async Task MoveToAsync(string path)
    {
        await Page.EvaluateAsync("path => { document.querySelector('main').replaceChildren(); history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path);
        await SettledAsync();
    }

    /// <summary>What stands in the row of a table that has this text in it.</summary>
    public ILocator Row(string text) => Page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>The same in one of several tables, by what the table is called.</summary>
    public ILocator RowOf(string table, string text) =>
        Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = table, Exact = true }).GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>A field of the dialog that is open.</summary>
    public ILocator DialogField(string label) => Dialog.GetByLabel(label, new LocatorGetByLabelOptions { Exact = true });

    /// <summary>Presses a button of the dialog that is open.</summary>
    public Task AnswerAsync(string button) => Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public async ValueTask DisposeAsync()
    {
        var violations = await Page.EvaluateAsync<string[]>("window.violations ?? []");
        await context.DisposeAsync();
        foreach (var belonging in Belongings)
        {
            await belonging.DisposeAsync();
        }

        troubles.Concat(violations).ShouldBeEmpty();
    }

    internal static readonly PageGetByLabelOptions Exact = new() { Exact = true };

    private async Task WatchAsync()
    {
        await Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', (event) => (window.violations ??= []).push(`${event.violatedDirective} ${event.blockedURI}`))");
        Page.PageError += (_, error) => troubles.Enqueue(error);
        Page.Console += (_, message) =>
        {
            // The browser itself writes down every answer that is not a success; what the API refuses, tests ask for.
            var refusal = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && (message.Location.Contains("/api/", StringComparison.Ordinal) || message.Location.Contains("/wp-json/", StringComparison.Ordinal));
            if (message.Type is "error" or "warning" && !refusal)
            {
                troubles.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:" + site.Address, StringComparison.Ordinal) && !Friends.Any(friend => request.Url.StartsWith(friend, StringComparison.Ordinal)))
            {
                troubles.Enqueue($"a request to {request.Url}");
            }
        };
    }
}
