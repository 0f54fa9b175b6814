using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Element;

/// <summary>How the element keeps a session.</summary>
public sealed class SessionTests(Stage stage)
{
    [Fact]
    public async Task However_many_ask_one_request_refreshes()
    {
        await using var visitor = await SignedInAsync(stage.Site, """<headlesskey-login></headlesskey-login><headlesskey-login views="sign-in"></headlesskey-login>""");
        var refreshes = 0;
        visitor.Page.Request += (_, request) => refreshes += request.Url.EndsWith("/token/refresh", StringComparison.Ordinal) && request.Method == "POST" ? 1 : 0;

        await visitor.AskAsync<bool>("(await Promise.all([element.refresh(), element.refresh(), element.nextElementSibling.refresh()])).length === 3");

        refreshes.ShouldBe(1);
        (await visitor.AskAsync<string>("element.accessToken()")).ShouldStartWith("eyJ");
    }

    [Fact]
    public async Task A_token_is_refreshed_before_it_expires()
    {
        await using var site = await Site.StartAsync(("HeadlessKey:Tokens:Lifetime", "00:01:00"));
        await using var visitor = await stage.OpenAsync(site: site);
        await visitor.Page.Clock.InstallAsync();
        await SignInAsync(visitor, site, "<headlesskey-login></headlesskey-login>");
        var first = await visitor.AskAsync<string>("element.accessToken()");

        await visitor.Page.RunAndWaitForResponseAsync(
            () => visitor.Page.Clock.FastForwardAsync(31_000),
            response => response.Url.EndsWith("/token/refresh", StringComparison.Ordinal) && response.Request.Method == "POST");

        (await visitor.AskAsync<string>("element.accessToken()")).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_server_that_is_away_ends_no_session()
    {
        await using var visitor = await SignedInAsync(stage.Site, "<headlesskey-login></headlesskey-login>");
        await visitor.Page.Context.RouteAsync("**/token/refresh", route => RefuseAsync(route, 503));

        await visitor.AskAsync<bool>("await element.refresh() ?? true");

        await visitor.SeesAsync("Signed in as");
        (await visitor.HeardAsync()).ShouldBe(["signed-in signed-in"]);
    }

    [Theory]
    [InlineData(503, true)]
    [InlineData(429, true)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    public async Task A_refresh_is_tried_again_only_where_the_answer_may_be_another(int status, bool again)
    {
        await using var visitor = await stage.OpenAsync();
        await visitor.Page.Clock.InstallAsync();
        await SignInAsync(visitor, stage.Site, "<headlesskey-login></headlesskey-login>");
        var refreshes = 0;
        await visitor.Page.Context.RouteAsync("**/token/refresh", route =>
        {
            refreshes += route.Request.Method == "POST" ? 1 : 0;
            return RefuseAsync(route, status);
        });
        await visitor.AskAsync<bool>("await element.refresh() ?? true");

        await visitor.Page.Clock.RunForAsync(16_000);
        await visitor.AskAsync<bool>($"(await fetch('{stage.Site.Address}/headlesskey-login.js')).ok"); // what was asked before has been sent by then

        refreshes.ShouldBe(again ? 2 : 1);
        await visitor.SeesAsync("Signed in as");
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_ends_here_at_the_next_refresh()
    {
        await using var visitor = await SignedInAsync(stage.Site, "<headlesskey-login></headlesskey-login>");
        await visitor.AskAsync<int>($"(await fetch('{stage.Site.Address}/wp-json/headlesskey/v1/token/revoke', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, body: JSON.stringify({{ token: await element.accessToken() }}) }})).status");

        await visitor.AskAsync<bool>("await element.refresh() ?? true");

        (await visitor.HeardAsync()).ShouldBe(["signed-in signed-in", "signed-out ended"]);
    }

    [Fact]
    public async Task With_storage_tabs_share_a_session_and_sign_out_together()
    {
        const string Element = """<headlesskey-login storage="local"></headlesskey-login>""";
        await using var visitor = await SignedInAsync(stage.Site, Element);
        var second = await visitor.Page.Context.NewPageAsync();
        await second.GotoAsync(visitor.Page.Url);
        await Assertions.Expect(second.GetByText("Signed in as")).ToBeVisibleAsync();

        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();

        await Assertions.Expect(visitor.Page.GetByLabel("Username or e-mail address")).ToBeVisibleAsync();
        (await visitor.Page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
        (await visitor.HeardAsync()).ShouldBe(["signed-in signed-in", "signed-out elsewhere"]);
    }

    [Fact]
    public async Task With_the_cookie_no_script_can_read_the_refresh_token_and_a_reload_stays_signed_in()
    {
        await using var site = await Site.StartAsync(("HeadlessKey:RefreshCookie:Enabled", "true"));
        await using var visitor = await stage.OpenAsync(site: site);
        var login = await NewUserAsync(site);
        await visitor.GoAsync("/account/register");
        await visitor.Page.EvaluateAsync("() => { const element = document.createElement('headlesskey-login'); element.setAttribute('storage', 'cookie'); document.querySelector('main').replaceChildren(element); }");
        await visitor.FillSignInAsync(login, Stage.Password);
        await visitor.PressAsync("Sign in");
        await visitor.SeesAsync("Signed in as");

        (await visitor.Page.EvaluateAsync<string>("document.cookie")).ShouldBeEmpty();
        (await visitor.Page.Context.CookiesAsync()).Single().HttpOnly.ShouldBeTrue();

        await visitor.Page.ReloadAsync();
        await visitor.Page.EvaluateAsync("() => { const element = document.createElement('headlesskey-login'); element.setAttribute('storage', 'cookie'); document.querySelector('main').replaceChildren(element); }");
        await visitor.SeesAsync("Signed in as");
        await visitor.PressAsync("Sign out");
        await Assertions.Expect(visitor.Page.GetByLabel("Username or e-mail address")).ToBeVisibleAsync();
    }

    private static Task RefuseAsync(IRoute route, int status) => route.FulfillAsync(new RouteFulfillOptions
    {
        Status = status,
        Body = "{}",
        ContentType = "application/json",
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Access-Control-Allow-Origin"] = "*", ["Access-Control-Allow-Headers"] = "*" },
    });

    private async Task<Visitor> SignedInAsync(Site site, string element)
    {
        var visitor = await stage.OpenAsync(site: site);
        await SignInAsync(visitor, site, element);
        return visitor;
    }

    private static async Task SignInAsync(Visitor visitor, Site site, string element)
    {
        var login = await NewUserAsync(site);
        await visitor.OpenElementAsync(site, element);
        await visitor.FillSignInAsync(login, Stage.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).First.ClickAsync();
        await visitor.SeesAsync("Signed in as");
    }

    private static async Task<string> NewUserAsync(Site site)
    {
        var login = $"u{Guid.NewGuid():N}"[..20];
        await site.AddUserAsync(login, $"{login}@example.test", Stage.Password, "subscriber");
        return login;
    }
}
