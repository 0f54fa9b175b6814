using System.Net;
using System.Text.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.WordPressTests.Calls;

/// <summary><c>/verify</c>: whether a password is the right one, by all that the site has to say about it.</summary>
public sealed class VerifyTests(WordPressSite site)
{
    [SiteFact]
    public async Task The_right_password_brings_the_user_by_login_and_by_address_in_any_case()
    {
        var user = await site.AddUserAsync("author");
        foreach (var login in new[] { user.Login, user.Login.ToUpperInvariant(), user.Email, user.Email.ToUpperInvariant() })
        {
            var answer = await VerifyAsync(login, user.Password);

            answer.GetProperty("ok").GetBoolean().ShouldBeTrue();
            answer.GetProperty("user").GetProperty("ID").GetInt64().ShouldBe(user.Id);
            answer.GetProperty("user").GetProperty("roles").EnumerateArray().Single().GetString().ShouldBe("author");
        }
    }

    [SiteFact]
    public async Task A_wrong_password_and_an_unknown_user_are_the_same_answer()
    {
        var user = await site.AddUserAsync();

        (await VerifyAsync(user.Login, "wrong")).GetRawText().ShouldBe("""{"ok":false,"code":"incorrect_password"}""");
        (await VerifyAsync("nobody", "wrong")).GetRawText().ShouldBe("""{"ok":false,"code":"incorrect_password"}""");
        (await VerifyAsync(user.Login, "   ")).GetRawText().ShouldBe("""{"ok":false,"code":"incorrect_password"}""");
        (await VerifyAsync("<>", "   ")).GetRawText().ShouldBe("""{"ok":false,"code":"incorrect_password"}""");
    }

    // WordPress would take each of these for grace; who counts guesses by login would count each for somebody else.
    [SiteTheory]
    [InlineData("gr\u00e4ce")]
    [InlineData("gr<i></i>ace")]
    [InlineData("gr&amp;ace")]
    [InlineData("gr%20ace")]
    [InlineData(" grace ")]
    [InlineData("\u0261race")]
    public async Task A_login_counts_only_as_it_is_written(string login)
    {
        await site.RunPhpAsync("if (!username_exists('grace')) wp_insert_user(array('user_login' => 'grace', 'user_pass' => 'grace of the site', 'user_email' => 'grace@site.test')); return 1;");

        (await VerifyAsync("grace", "grace of the site")).GetProperty("ok").GetBoolean().ShouldBeTrue();
        (await VerifyAsync(login, "grace of the site")).GetRawText().ShouldBe("""{"ok":false,"code":"incorrect_password"}""");
        (await site.CallAsync("/user", new { by = "login_or_email", value = login })).ShouldBeError(HttpStatusCode.NotFound, "headlesskey_no_user");
    }

    [SiteFact, Promise("P6")]
    public async Task The_stored_hash_is_no_password()
    {
        var user = await site.AddUserAsync();
        var hash = await site.SqlAsync($"select user_pass from wp_users where ID = {user.Id}");

        (await VerifyAsync(user.Login, hash)).GetProperty("ok").GetBoolean().ShouldBeFalse();
    }

    [SiteFact]
    public async Task An_application_password_is_not_the_password()
    {
        var user = await site.AddUserAsync("administrator");
        var applicationPassword = await site.AddApplicationPasswordAsync(user);

        (await VerifyAsync(user.Login, applicationPassword)).GetRawText().ShouldBe("""{"ok":false,"code":"incorrect_password"}""");
    }

    [SiteTheory]
    [InlineData("it's")]
    [InlineData("a \"quoted\" one")]
    [InlineData(@"back\slash")]
    [InlineData(@"all' of "" them \'")]
    [InlineData("pässwörd 密码 🔑")]
    public async Task A_password_with_quotes_is_right_wherever_it_was_set(string password)
    {
        // With slashes, as wp-admin stores it; without, as the command line does; and by a signed call.
        var byAdmin = await site.AddUserAsync(password: "first");
        await site.RunPhpAsync($"wp_set_password(wp_slash({Php.Text(password)}), {byAdmin.Id}); return 1;");
        var byCommand = await site.AddUserAsync(password: "first");
        await site.RunPhpAsync($"wp_set_password({Php.Text(password)}, {byCommand.Id}); return 1;");
        var byCall = await site.AddUserAsync(password: "first");
        (await site.CallAsync($"/users/{byCall.Id}/password", new { password })).ShouldBe(HttpStatusCode.OK);

        foreach (var user in new[] { byAdmin, byCommand, byCall })
        {
            (await VerifyAsync(user.Login, password)).GetProperty("ok").GetBoolean().ShouldBeTrue();
            (await VerifyAsync(user.Login, password + "x")).GetProperty("ok").GetBoolean().ShouldBeFalse();
        }

        // And what the server has set opens WordPress's own door.
        (await SiteCookies.PostLoginAsync(site, byCall.Login, password)).ShouldBe(HttpStatusCode.Redirect);
    }

    [SiteFact]
    public async Task Other_plugins_are_asked_with_the_address_of_the_end_user()
    {
        await site.AddPluginAsync("counts-guesses", """
            add_action('wp_login_failed', function ($login) {
                if ($login === 'somebody-who-guesses') {
                    update_option('test_guesses', (int) get_option('test_guesses') + 1);
                    update_option('test_guesser', $_SERVER['REMOTE_ADDR']);
                }
            });
            add_filter('authenticate', function ($user, $login) {
                return $login === 'somebody-who-guesses' && (int) get_option('test_guesses') >= 3 ? new WP_Error('too_many_retries', 'Too many.') : $user;
            }, 99, 2);
            """);
        for (var i = 0; i < 3; i++)
        {
            (await VerifyAsync("somebody-who-guesses", "guess", "2001:db8::7")).GetProperty("code").GetString().ShouldBe("incorrect_password");
        }

        (await VerifyAsync("somebody-who-guesses", "guess", "203.0.113.9")).GetRawText().ShouldBe("""{"ok":false,"code":"refused","reason":"too_many_retries"}""");
        (await site.RunPhpAsync("return array((int) get_option('test_guesses'), get_option('test_guesser'));")).GetRawText().ShouldBe("""[4,"203.0.113.9"]""");
    }

    // As WordPress itself does since 6.8, at the first sign-in after the update.
    [SiteFact]
    public async Task A_password_that_is_hashed_anew_at_the_sign_in_brings_the_stamp_of_the_new_hash()
    {
        await site.AddPluginAsync("hashes-anew", """
            add_filter('authenticate', function ($user, $login, $password) {
                if ($user instanceof WP_User && $user->last_name === 'hash anew') {
                    wp_set_password($password, $user->ID);
                }
                return $user;
            }, 25, 3);
            """);
        var user = await site.AddUserAsync(password: "it's hashed anew");
        await site.CallAsync($"/users/{user.Id}", new { last_name = "hash anew" });
        var before = await site.GetStampAsync(user);

        var stamp = (await VerifyAsync(user.Login, user.Password)).GetProperty("user").GetProperty("stamp").GetString()!;

        stamp.ShouldNotBe(before);
        stamp.ShouldBe(await site.GetStampAsync(user));
        (await VerifyAsync(user.Login, user.Password)).GetProperty("ok").GetBoolean().ShouldBeTrue();
    }

    [SiteFact]
    public async Task A_plugin_that_lets_somebody_else_in_lets_nobody_in()
    {
        await site.AddPluginAsync("lets-in-another", "add_filter('authenticate', function ($user, $login) { return $login === 'the-other-one' ? get_userdata(1) : $user; }, 50, 2);");
        await site.RunPhpAsync("return wp_insert_user(array('user_login' => 'the-other-one', 'user_pass' => 'x', 'user_email' => 'other@site.test'));");

        (await VerifyAsync("the-other-one", "x")).GetRawText().ShouldBe("""{"ok":false,"code":"incorrect_password"}""");
    }

    [SiteTheory]
    [InlineData("""{"password":"x"}""", "login")]
    [InlineData("""{"login":"x"}""", "password")]
    [InlineData("""{"login":"x","password":""}""", "password")]
    [InlineData("""{"login":["admin"],"password":"x"}""", "login")]
    [InlineData("""{"login":"admin","password":{"a":1}}""", "password")]
    [InlineData("""{"login":"admin","password":true}""", "password")]
    [InlineData("""{"login":"admin","password":"x","ip":7}""", "ip")]
    public async Task What_is_missing_or_of_another_kind_is_named(string body, string member) =>
        (await new SignedCall("/verify", body).SendAsync(site)).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid")
            .Json.GetProperty("data").GetProperty("params").TryGetProperty(member, out _).ShouldBeTrue();

    [SiteFact]
    public async Task A_password_of_the_longest_kind_is_kept_and_found()
    {
        var user = await site.AddUserAsync();
        var longest = new string('ü', 1024);

        (await site.CallAsync($"/users/{user.Id}/password", new { password = longest })).ShouldBe(HttpStatusCode.OK);
        (await VerifyAsync(user.Login, longest)).GetProperty("ok").GetBoolean().ShouldBeTrue();
        (await site.CallAsync($"/users/{user.Id}/password", new { password = longest + "x" })).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid");
        (await site.CallAsync($"/users/{user.Id}/password", new { password = string.Concat(Enumerable.Repeat("🔑'", 512)) })).ShouldBe(HttpStatusCode.OK);
        (await site.CallAsync($"/users/{user.Id}/password", new { password = string.Concat(Enumerable.Repeat("🔑", 1024)) + "'" })).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid");
    }

    private async Task<JsonElement> VerifyAsync(string login, string password, string? ip = null) =>
        (await site.CallAsync("/verify", ip is null ? new { login, password } : new { login, password, ip })).ShouldBe(HttpStatusCode.OK).Json;
}
