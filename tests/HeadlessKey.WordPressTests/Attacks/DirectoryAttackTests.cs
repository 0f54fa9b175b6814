using System.Net.Http.Json;
using HeadlessKey.FunctionalTests.Infrastructure;
using HeadlessKey.Testing;

namespace HeadlessKey.WordPressTests.Attacks;

/// <summary>Who makes use of there being two that must agree on a person.</summary>
public sealed class DirectoryAttackTests(WordPressSite site)
{
    private const string Me = "/wp-json/headlesskey/v1/me";

    /// <summary>The answer to the thief's own change brings the stamp of the new password along: it must not be taken as if nothing had happened.</summary>
    [SiteFact, Promise("S8")]
    public async Task A_stolen_session_does_not_outlive_a_new_password_by_changing_its_name_in_that_moment()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null, ("HeadlessKey:WordPress:WatchEvery", "0"));
        var user = await site.AddUserAsync();
        var stolen = await server.SignInAsync(user);
        await InTheMomentOfAChangeAsync(user, "'user_pass' => md5('changed over there')");

        (await server.Client.SendAsync(HttpMethod.Patch, Me, JsonContent.Create(new { display_name = "A thief" }), stolen.AccessToken)).Expect(200);

        (await server.Client.ValidateAsync(stolen.AccessToken)).Expect(401);
        (await server.Client.RefreshAsync(stolen.RefreshToken)).Expect(401);
        (await server.QueryAsync($"select detail from security_events where type = 'user.changed_elsewhere' and subject_id = {user.Id}", "detail")).ShouldBe(["password"]);
    }

    [SiteFact]
    public async Task An_address_is_not_proven_by_the_proof_of_another()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null);
        var user = await site.AddUserAsync();
        var token = (await server.SignInAsync(user)).AccessToken;
        var mine = $"mine-{user.Email}";
        (await server.Client.SendAsync(HttpMethod.Patch, Me, JsonContent.Create(new { email = mine, current_password = user.Password }), token)).Expect(200);
        var link = await server.NextMailAsync("verify-email", mine);
        await InTheMomentOfAChangeAsync(user, "'user_email' => 'president@site.test'");

        await server.Client.PostAsync("/verify-email", new { token = link.Token });

        var me = (await server.Client.GetAsync(Me, token)).Expect(200).Json;
        me.GetProperty("user_email").GetString().ShouldBe("president@site.test");
        me.GetProperty("email_verified").GetBoolean().ShouldBeFalse();
    }

    [SiteFact, Promise("W1")]
    public async Task A_question_that_somebody_has_added_to_deletes_nobody_and_counts_as_no_guess()
    {
        await using var meddler = await Meddler.StartAsync((await ServerBeside.OfAsync(site)).SiteUrl);
        await using var server = await ServerBeside.StartAsync(site, meddler.Url, ("HeadlessKey:WordPress:WatchEvery", "0"));
        var user = await site.AddUserAsync();
        var login = await server.SignInAsync(user);
        meddler.Fault = Fault.AddLanguage;

        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(503, "headlesskey_busy");
        for (var i = 0; i < 8; i++)
        {
            (await server.Client.LoginAsync(user.Login, user.Password)).ExpectError(503, "headlesskey_busy");
        }

        meddler.Only = "/verify";
        (await server.Client.LoginAsync(user.Login, user.Password)).ExpectError(503, "headlesskey_busy");
        meddler.Fault = null;
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        (await server.Client.LoginAsync(user.Login, user.Password)).Expect(200);
    }

    [SiteFact, Promise("G1")]
    public async Task Guesses_by_login_and_by_address_count_together_at_the_door_of_administrators_too()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null, ("HeadlessKey:Lockout:Threshold", "4"));
        var user = await site.AddUserAsync("administrator"); // who has never come here

        (await GuessAsync(user.Login)).Expect(401);
        (await GuessAsync(user.Email)).Expect(401);
        (await server.Client.LoginAsync(user.Login, "a guess")).Expect(401);
        (await server.Client.LoginAsync(user.Email, "a guess")).Expect(401);

        (await GuessAsync(user.Login)).Expect(429);
        (await GuessAsync(user.Email)).Expect(429);

        Task<Answer> GuessAsync(string username) => server.Client.SendAsync(
            HttpMethod.Post, "/admin/api/v1/session", JsonContent.Create(new { username, password = "a guess" }), bearer: null, ("Origin", ServerBeside.Issuer));
    }

    /// <summary>The second of two equal calls is refused, but the first has set the password.</summary>
    [SiteFact, Promise("A5")]
    public async Task A_link_whose_call_was_made_twice_is_used_up()
    {
        await using var meddler = await Meddler.StartAsync((await ServerBeside.OfAsync(site)).SiteUrl);
        await using var server = await ServerBeside.StartAsync(site, meddler.Url);
        var user = await site.AddUserAsync();
        (await server.Client.PostAsync("/forgot-password", new { login = user.Login })).Expect(200);
        var link = (await server.NextMailAsync("reset-link", user.Email)).Token;
        (meddler.Fault, meddler.Only) = (Fault.Repeat, "/password");

        (await ResetAsync("set by the first")).ExpectError(503, "headlesskey_busy");

        meddler.Fault = null;
        (await ResetAsync("a second time")).ExpectError(400, "invalid_key");
        (await server.Client.LoginAsync(user.Login, "set by the first")).Expect(200);

        Task<Answer> ResetAsync(string password) => server.Client.PostAsync("/reset-password", new { login = user.Login, token = link, password });
    }

    /// <summary>Whatever else becomes of the user while a signed call changes them.</summary>
    private Task InTheMomentOfAChangeAsync(SiteUser user, string change) =>
        site.AddPluginAsync($"in-the-moment-{user.Id}", $$"""
            add_action('profile_update', function ($id) {
                global $wpdb;
                if ((int) $id === {{user.Id}}) {
                    $wpdb->update($wpdb->users, array({{change}}), array('ID' => $id));
                    clean_user_cache($id);
                }
            });
            """);
}
