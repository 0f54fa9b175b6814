using HeadlessKey.FunctionalTests.Infrastructure;
using HeadlessKey.Testing;

namespace HeadlessKey.WordPressTests.Directory;

/// <summary>WordPress is away, slow, or somebody else speaks in its name: nothing is allowed then, and what was allowed goes on.</summary>
public sealed class OutageTests(WordPressSite site)
{
    private const string Root = "/wp-json/headlesskey/v1";

    [SiteFact, Promise("W1")]
    public async Task No_silence_and_no_nonsense_lets_anybody_in()
    {
        await using var meddler = await Meddler.StartAsync((await ServerBeside.OfAsync(site)).SiteUrl);
        await using var server = await ServerBeside.StartAsync(site, meddler.Url, ("HeadlessKey:WordPress:Timeout", "00:00:10"), ("HeadlessKey:WordPress:WatchEvery", "0"));
        var user = await site.AddUserAsync();
        var login = await server.SignInAsync(user);
        await using var impatient = await ServerBeside.StartAsync(site, meddler.Url, ("HeadlessKey:WordPress:Timeout", "00:00:01"), ("HeadlessKey:WordPress:WatchEvery", "0"));

        foreach (var fault in Enum.GetValues<Fault>())
        {
            meddler.Fault = null;
            (await server.Client.LoginAsync($"nobody-{fault}", "not the password")).Expect(401); // the last answer, for who replays it
            meddler.Fault = fault;
            var asked = fault is Fault.Hang or Fault.Endless ? impatient : server;

            var refused = await asked.Client.LoginAsync(user.Login, user.Password);

            refused.ExpectError(503, "headlesskey_busy").Headers.RetryAfter.ShouldNotBeNull(fault.ToString());
            (await asked.Client.LoginAsync("admin", "anything")).ExpectError(503, "headlesskey_busy");
        }

        // The token that was given out before is as good as ever, and the refresh token was not used up by asking in vain.
        meddler.Fault = Fault.Drop;
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(503, "headlesskey_busy");
        (await server.Client.PostAsync("/register", new { username = "late", email = "late@site.test", password = "quite another one" })).ExpectError(503, "headlesskey_busy");
        (await server.Client.GetAsync($"{Root}/me", login.AccessToken)).ExpectError(503, "headlesskey_busy");
        (await server.Client.GetAsync("/healthz")).Expect(200);
        meddler.Fault = null;
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        (await site.SqlAsync("select count(*) from wp_users where user_login = 'late'")).ShouldBe("0");
    }

    [SiteFact, Promise("W1")]
    public async Task Guesses_that_nobody_could_check_do_not_lock_the_owner_out()
    {
        await using var meddler = await Meddler.StartAsync((await ServerBeside.OfAsync(site)).SiteUrl);
        await using var server = await ServerBeside.StartAsync(site, meddler.Url);
        var user = await site.AddUserAsync();
        meddler.Fault = Fault.Drop;
        for (var i = 0; i < 8; i++)
        {
            (await server.Client.LoginAsync(user.Login, user.Password)).Expect(503);
        }

        meddler.Fault = null;

        (await server.Client.LoginAsync(user.Login, user.Password)).Expect(200);
    }

    /// <summary>WordPress has the new password, and nobody here knows: the link must not serve a second time.</summary>
    [SiteFact, Promise("A5")]
    public async Task A_link_whose_answer_is_lost_is_used_up()
    {
        await using var meddler = await Meddler.StartAsync((await ServerBeside.OfAsync(site)).SiteUrl);
        await using var server = await ServerBeside.StartAsync(site, meddler.Url);
        var user = await site.AddUserAsync();
        var link = await ForgetAsync(server, user);
        (meddler.Fault, meddler.Only) = (Fault.LoseAnswer, "/password");

        (await ResetAsync(server, user, link, "set, but nobody knows")).ExpectError(503, "headlesskey_busy");

        meddler.Fault = null;
        (await ResetAsync(server, user, link, "a second time")).ExpectError(400, "invalid_key");
        (await server.Client.LoginAsync(user.Login, "set, but nobody knows")).Expect(200);
    }

    [SiteFact]
    public async Task A_link_is_given_back_when_wordpress_says_no()
    {
        var server = await ServerBeside.OfAsync(site);
        var user = await site.AddUserAsync();
        var link = await ForgetAsync(server, user);

        (await ResetAsync(server, user, link, " \t \t \t \t \t \t")).ExpectError(400, "rest_invalid_param"); // nothing but blanks: WordPress cannot keep it

        (await ResetAsync(server, user, link, "one that it can keep")).Expect(200);
    }

    private static async Task<string> ForgetAsync(ServerBeside server, SiteUser user)
    {
        (await server.Client.PostAsync("/forgot-password", new { login = user.Login })).Expect(200);
        return (await server.NextMailAsync("reset-link", user.Email)).Token;
    }

    private static Task<Answer> ResetAsync(ServerBeside server, SiteUser user, string token, string password) =>
        server.Client.PostAsync("/reset-password", new { login = user.Login, token, password });

    [SiteFact, Promise("W1")]
    public async Task What_ended_while_wordpress_was_away_is_told_when_it_is_back()
    {
        var shared = await ServerBeside.OfAsync(site);
        await using var meddler = await Meddler.StartAsync(shared.SiteUrl);
        await using var server = await ServerBeside.StartAsync(site, meddler.Url);
        var login = await server.SignInAsync(await site.AddUserAsync());
        meddler.Fault = Fault.MadeUp; // which says "done"
        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(401);
        await Task.Delay(1500);
        (await MeAsync(shared, login.AccessToken)).ShouldBe(200);

        meddler.Fault = null;

        await Eventually.TrueAsync(async () => await MeAsync(shared, login.AccessToken) == 401, TimeSpan.FromSeconds(15), "WordPress still takes the token");
    }

    private async Task<int> MeAsync(ServerBeside server, string token)
    {
        var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me", token);
        request.RequestUri = new Uri(server.SiteUrl, "/wp-json/wp/v2/users/me");
        return (int)(await site.SendAsync(request)).Status;
    }
}
