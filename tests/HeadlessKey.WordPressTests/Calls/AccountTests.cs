using System.Net;
using System.Text.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.WordPressTests.Calls;

/// <summary>Looking accounts up, making and changing them.</summary>
public sealed class AccountTests(WordPressSite site)
{
    [SiteFact]
    public async Task A_user_is_found_by_id_login_and_address_with_every_member_of_the_page()
    {
        var user = await site.AddUserAsync("author");
        await site.RunPhpAsync($"return wp_update_user(array('ID' => {user.Id}, 'first_name' => 'Grace', 'last_name' => 'Höpper', 'locale' => 'de_DE'));");

        var byId = await FindAsync("id", user.Id);

        byId.EnumerateObject().Select(member => member.Name).ShouldBe(PageExamples.UserMembers);
        byId.GetProperty("user_login").GetString().ShouldBe(user.Login);
        byId.GetProperty("first_name").GetString().ShouldBe("Grace");
        byId.GetProperty("last_name").GetString().ShouldBe("Höpper");
        byId.GetProperty("locale").GetString().ShouldBe("de_DE");
        byId.GetProperty("roles").GetRawText().ShouldBe("""["author"]""");
        byId.GetProperty("disabled").GetBoolean().ShouldBeFalse();
        byId.GetProperty("stamp").GetString()!.ShouldMatch("^[0-9a-f]{16}$");
        DateTimeOffset.Parse(byId.GetProperty("user_registered").GetString()!).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
        foreach (var (by, value) in new[] { ("login", user.Login), ("email", user.Email), ("login_or_email", user.Login), ("login_or_email", user.Email) })
        {
            (await FindAsync(by, value)).GetRawText().ShouldBe(byId.GetRawText());
        }
    }

    [SiteTheory]
    [InlineData("""{"by":"id","value":987654}""", HttpStatusCode.NotFound)]
    [InlineData("""{"by":"id","value":0}""", HttpStatusCode.NotFound)]
    [InlineData("""{"by":"login","value":"nobody"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"by":"email","value":"admin"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"by":"login","value":"admin@site.test"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"by":"id","value":"1"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"by":"id","value":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"by":"slug","value":"admin"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"by":"login","value":["admin"]}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task Who_is_not_there_is_not_found_and_what_makes_no_sense_is_refused(string body, HttpStatusCode status) =>
        (await new SignedCall("/user", body).SendAsync(site))
            .ShouldBeError(status, status == HttpStatusCode.NotFound ? "headlesskey_no_user" : "headlesskey_call_invalid");

    [SiteFact]
    public async Task An_account_is_made_and_can_sign_in_everywhere()
    {
        var created = (await CreateAsync(new { login = "ada", email = "ada@site.test", password = "it's ada's", name = "Ada \\ \"L\" O'Lace", role = "author" }))
            .ShouldBe(HttpStatusCode.Created).Json.GetProperty("user");

        created.GetProperty("display_name").GetString().ShouldBe("Ada \\ \"L\" O'Lace");
        created.GetProperty("roles").GetRawText().ShouldBe("""["author"]""");
        (await site.CallAsync("/verify", new { login = "ada", password = "it's ada's" })).Json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        (await SiteCookies.PostLoginAsync(site, "ada", "it's ada's")).ShouldBe(HttpStatusCode.Redirect);
        var token = (await SiteToken.OfAsync(site, new SiteUser(created.GetProperty("ID").GetInt64(), "ada", string.Empty))).Sign();
        (await site.GetMeAsync(token)).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task Without_a_name_and_a_role_it_has_the_login_and_the_first_role()
    {
        var created = (await CreateAsync(new { login = "plain", email = "plain@site.test", password = "of plain" })).ShouldBe(HttpStatusCode.Created).Json.GetProperty("user");

        created.GetProperty("display_name").GetString().ShouldBe("plain");
        created.GetProperty("roles").GetRawText().ShouldBe("""["subscriber"]""");
    }

    [SiteTheory]
    [InlineData("administrator")]
    [InlineData("editor")]
    [InlineData("Author")]
    [InlineData("")]
    [InlineData("no-role")]
    public async Task Only_a_role_that_the_site_allows_is_given(string role)
    {
        (await CreateAsync(new { login = "climber", email = "climber@site.test", password = "of climber", role })).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");

        (await site.SqlAsync("select count(*) from wp_users where user_login = 'climber'")).ShouldBe("0");
    }

    [SiteFact, Promise("A1")]
    public async Task What_no_call_lists_changes_nothing()
    {
        var created = (await CreateAsync(new
        {
            login = "poster", email = "poster@site.test", password = "of poster", ID = 1, roles = new[] { "administrator" }, wp_capabilities = new { administrator = true },
            meta_input = new { wp_user_level = 10 }, user_pass = "another", user_activation_key = "x",
        })).ShouldBe(HttpStatusCode.Created).Json.GetProperty("user");

        created.GetProperty("ID").GetInt64().ShouldNotBe(1);
        created.GetProperty("roles").GetRawText().ShouldBe("""["subscriber"]""");
        (await site.SqlAsync("select user_login from wp_users where ID = 1")).ShouldBe("admin");
    }

    [SiteFact]
    public async Task A_taken_login_or_address_is_refused_in_any_case_and_crosswise()
    {
        var user = await site.AddUserAsync();

        (await CreateAsync(new { login = user.Login.ToUpperInvariant(), email = "free@site.test", password = "x1" })).ShouldBeError(HttpStatusCode.Conflict, "existing_user_login");
        (await CreateAsync(new { login = "free", email = user.Email.ToUpperInvariant(), password = "x1" })).ShouldBeError(HttpStatusCode.Conflict, "existing_user_email");
        (await CreateAsync(new { login = user.Email, email = "free@site.test", password = "x1" })).ShouldBeError(HttpStatusCode.Conflict, "existing_user_login");
    }

    [SiteTheory]
    [InlineData("<script>", "a@site.test", "login")]
    [InlineData("grüße", "a@site.test", "login")]
    [InlineData("fine", "no-address", "email")]
    [InlineData("fine", "a@b", "email")]
    [InlineData("", "a@site.test", "login")]
    public async Task What_wordpress_does_not_allow_is_named(string login, string email, string member) =>
        (await CreateAsync(new { login, email, password = "of nobody" })).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid")
            .Json.GetProperty("data").GetProperty("params").TryGetProperty(member, out _).ShouldBeTrue();

    // wp_users has no unique index on login and address: WordPress by itself makes the same one twice.
    [SiteFact]
    public async Task Eight_that_register_the_same_login_at_once_make_one_account_every_time()
    {
        for (var round = 0; round < 25; round++)
        {
            var name = $"race{round}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
                CreateAsync(new { login = name, email = $"{name}-{number % 2}@site.test", password = "of a racer" })));

            answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
            answers.Count(answer => answer.Code == "existing_user_login").ShouldBe(7);
        }

        (await site.SqlAsync("select count(*), count(distinct user_login) from wp_users where user_login like 'race%'")).ShouldBe("25\t25");
    }

    [SiteFact]
    public async Task A_profile_is_changed_as_far_as_it_is_named_and_nobody_gets_mail()
    {
        var user = await site.AddUserAsync();
        var stamp = await site.GetStampAsync(user);
        var mails = System.IO.Directory.GetFiles(Path.Combine(site.Folder, "mail")).Length;

        var changed = (await site.CallAsync($"/users/{user.Id}", new { display_name = "O'Hara \\ \"x\"", first_name = "O", locale = "zh_CN", email = $"new-{user.Email}" }))
            .ShouldBe(HttpStatusCode.OK).Json.GetProperty("user");

        changed.GetProperty("display_name").GetString().ShouldBe("O'Hara \\ \"x\"");
        changed.GetProperty("first_name").GetString().ShouldBe("O");
        changed.GetProperty("locale").GetString().ShouldBe("zh_CN");
        changed.GetProperty("user_email").GetString().ShouldBe($"new-{user.Email}");
        changed.GetProperty("nickname").GetString().ShouldBe(user.Login);
        changed.GetProperty("stamp").GetString().ShouldBe(stamp);
        (await site.CallAsync($"/users/{user.Id}", new { first_name = string.Empty })).Json.GetProperty("user").GetProperty("first_name").GetString().ShouldBe(string.Empty);
        System.IO.Directory.GetFiles(Path.Combine(site.Folder, "mail")).Length.ShouldBe(mails);
    }

    [SiteTheory]
    [InlineData("""{"display_name":" "}""", "display_name")]
    [InlineData("""{"email":""}""", "email")]
    [InlineData("""{"email":"nowhere"}""", "email")]
    [InlineData("""{"locale":"../../x"}""", "locale")]
    [InlineData("""{"disabled":"yes"}""", "disabled")]
    [InlineData("""{"first_name":{}}""", "first_name")]
    public async Task A_profile_that_makes_no_sense_is_refused_whole(string body, string member) =>
        (await new SignedCall("/users/1", body).SendAsync(site)).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid")
            .Json.GetProperty("data").GetProperty("params").TryGetProperty(member, out _).ShouldBeTrue();

    [SiteFact]
    public async Task The_address_of_somebody_else_is_not_given()
    {
        var (one, other) = (await site.AddUserAsync(), await site.AddUserAsync());

        (await site.CallAsync($"/users/{one.Id}", new { email = other.Email })).ShouldBeError(HttpStatusCode.Conflict, "existing_user_email");
        (await site.CallAsync("/users/987654", new { email = "x@site.test" })).ShouldBeError(HttpStatusCode.NotFound, "headlesskey_no_user");
    }

    [SiteFact]
    public async Task A_password_is_set_only_over_the_one_that_was_expected()
    {
        var user = await site.AddUserAsync();
        var cookies = await SiteCookies.SignInAsync(site, user.Login, user.Password);
        var stamp = await site.GetStampAsync(user);

        (await site.CallAsync($"/users/{user.Id}/password", new { password = "second", stamp })).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user").GetProperty("stamp").GetString().ShouldNotBe(stamp);
        (await site.CallAsync($"/users/{user.Id}/password", new { password = "third", stamp })).ShouldBeError(HttpStatusCode.Conflict, "headlesskey_changed");
        (await site.CallAsync("/verify", new { login = user.Login, password = "second" })).Json.GetProperty("ok").GetBoolean().ShouldBeTrue();

        using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me");
        cookies.AddTo(request);
        (await site.SendAsync(request)).ShouldBe(HttpStatusCode.Forbidden); // WordPress's own sessions have ended with it
    }

    [SiteFact]
    public async Task A_profile_and_an_address_are_set_only_of_who_still_has_the_password_that_was_expected()
    {
        var user = await site.AddUserAsync();
        var stamp = await site.GetStampAsync(user);
        (await site.CallAsync($"/users/{user.Id}", new { display_name = "The owner", stamp })).ShouldBe(HttpStatusCode.OK);

        await site.CallAsync($"/users/{user.Id}/password", new { password = "second" });

        (await site.CallAsync($"/users/{user.Id}", new { email = "thief@site.test", stamp })).ShouldBeError(HttpStatusCode.Conflict, "headlesskey_changed");
        (await site.SqlAsync($"select user_email from wp_users where ID = {user.Id}")).ShouldBe(user.Email);
    }

    [SiteFact]
    public async Task A_cookie_of_who_is_disabled_counts_no_more()
    {
        var user = await site.AddUserAsync();
        var cookies = await SiteCookies.SignInAsync(site, user.Login, user.Password);

        // As a cookie that was given out in the moment of the change: ending WordPress's own sessions has not caught it.
        await site.RunPhpAsync($"return update_user_meta({user.Id}, '_headlesskey', array('disabled' => true));");

        using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me");
        cookies.AddTo(request);
        (await site.SendAsync(request)).ShouldBe(HttpStatusCode.Forbidden);
        using var page = site.Request(HttpMethod.Get, "/wp-admin/profile.php");
        cookies.AddTo(page, withNonce: false);
        (await site.SendAsync(page)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [SiteFact]
    public async Task Of_fifty_that_use_one_reset_link_at_once_one_sets_the_password()
    {
        var user = await site.AddUserAsync();
        var stamp = await site.GetStampAsync(user);

        // While the old password is there, looking at its stamp takes a while: all who come at once would see it.
        var hash = await site.SqlAsync($"select user_pass from wp_users where ID = {user.Id}");
        await site.AddPluginAsync("slow-stamp", $$"""
            if (strpos($_SERVER['REQUEST_URI'], '/users/{{user.Id}}/password') !== false) {
                add_filter('salt', function ($salt) {
                    global $wpdb;
                    $wpdb->get_var("select user_pass from $wpdb->users where ID = {{user.Id}}") === {{Php.Text(hash)}} && usleep(300000);
                    return $salt;
                });
            }
            """);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => site.CallAsync($"/users/{user.Id}/password", new { password = $"number {number}", stamp })));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Code == "headlesskey_changed").ShouldBe(49);
    }

    [SiteTheory]
    [InlineData("""{}""")]
    [InlineData("""{"password":""}""")]
    [InlineData("""{"password":"  "}""")]
    [InlineData("""{"password":["x"]}""")]
    public async Task No_password_is_no_password(string body) =>
        (await new SignedCall("/users/1/password", body).SendAsync(site)).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid");

    private Task<SiteAnswer> CreateAsync(object body) => site.CallAsync("/users", body);

    private async Task<JsonElement> FindAsync(string by, object value) =>
        (await site.CallAsync("/user", new { by, value })).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user");
}
