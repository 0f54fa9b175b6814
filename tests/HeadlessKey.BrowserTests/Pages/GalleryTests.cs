using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>The pictures of the documentation: run by hand, with a folder in <c>HEADLESSKEY_SCREENSHOTS</c>.</summary>
public sealed class GalleryTests(Stage stage)
{
    private static readonly string[] Pages = ["overview", "users", "sessions", "general", "algorithms", "access", "email", "system"];

    private static readonly (string Login, string Role, string Device)[] People =
    [
        ("alice", "editor", "Alice’s phone"), ("bob", "subscriber", "office"), ("grace.hopper", "subscriber", "laptop"), ("linus", "subscriber", "desk"),
        ("mei", "editor", "iPad"), ("olu", "subscriber", "phone"), ("zoe", "subscriber", "laptop"),
    ];

    [Fact(Explicit = true)]
    public async Task Take_the_pictures()
    {
        await using var site = await LivelySiteAsync();
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            foreach (var width in (int[])[1280, 390])
            {
                await using var visitor = await stage.OpenAdminAsync("/admin", new View(width, theme), site);
                foreach (var page in Pages)
                {
                    await visitor.MoveToAsync($"/admin/{page}");
                    await visitor.PhotographAsync(page);
                }

                await visitor.GoAsync("/account/register");
                await visitor.Page.Locator("headlesskey-login .frame").WaitForAsync();
                await visitor.PhotographAsync("account");
                await visitor.Page.EvaluateAsync("() => { const element = document.createElement('headlesskey-login'); document.querySelector('main').replaceChildren(element); }");
                await visitor.Page.GetByLabel("Username or e-mail address").WaitForAsync();
                await visitor.PhotographAsync("element");
            }
        }
    }

    /// <summary>A server that people have used for a day.</summary>
    private static async Task<Site> LivelySiteAsync()
    {
        var clock = new ShiftedClock();
        clock.Advance(TimeSpan.FromHours(-23));
        var site = await Site.StartAsync(clock, ("HeadlessKey:SiteName", "Example"), ("HeadlessKey:Lockout:Threshold", "3"));
        await site.AddUserAsync(Stage.Admin, "admin@example.com", Stage.Password, "administrator");
        foreach (var (login, role, _) in People)
        {
            await site.AddUserAsync(login, $"{login}@example.com", Stage.Password, role);
        }

        for (var hour = 0; hour < 24; hour++)
        {
            for (var time = 0; time < 3 + (int)(5 * (1 + Math.Sin(hour / 3.5))); time++)
            {
                var (login, _, device) = People[(hour + (3 * time)) % People.Length];
                await site.SignInAsync(login, Stage.Password, device);
            }

            await site.GuessAsync(People[hour % People.Length].Login, times: hour % 4);
            clock.Advance(TimeSpan.FromHours(hour == 23 ? 0 : 1));
        }

        return site;
    }
}
