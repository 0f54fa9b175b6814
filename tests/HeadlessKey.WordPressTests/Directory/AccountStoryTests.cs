using System.Net;

namespace HeadlessKey.WordPressTests.Directory;

/// <summary>Every story of an account, with the people of a real WordPress: what happens here has happened there.</summary>
public sealed class AccountStoryTests(WordPressSite site)
{
    [SiteFact]
    public async Task An_editor_signs_in_and_the_token_opens_the_site()
    {
        var server = await ServerBeside.OfAsync(site);
        var editor = await site.AddUserAsync("editor");

        var login = await server.SignInAsync(editor);

        var user = login.Json.GetProperty("user");
        user.GetProperty("ID").GetInt64().ShouldBe(editor.Id);
        user.GetProperty("roles")[0].GetString().ShouldBe("editor");
        (await AtSiteAsync(server, HttpMethod.Get, "/wp-json/wp/v2/users/me", login.AccessToken)).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("id").GetInt64().ShouldBe(editor.Id);
        (await AtSiteAsync(server, HttpMethod.Post, "/wp-json/wp/v2/posts", login.AccessToken, new { title = "Written from outside", status = "publish" }))
            .ShouldBe(HttpStatusCode.Created).Json.GetProperty("author").GetInt64().ShouldBe(editor.Id);
    }

    [SiteFact]
    public async Task A_subscriber_may_not_write()
    {
        var server = await ServerBeside.OfAsync(site);
        var login = await server.SignInAsync(await site.AddUserAsync());

        (await AtSiteAsync(server, HttpMethod.Post, "/wp-json/wp/v2/posts", login.AccessToken, new { title = "Not mine to write" }))
            .ShouldBeError(HttpStatusCode.Forbidden, "rest_cannot_create");
    }

    [SiteFact]
    public async Task The_address_is_a_login_too_and_a_password_may_have_any_character()
    {
        var server = await ServerBeside.OfAsync(site);
        var user = await site.AddUserAsync(password: """it's a "quoted" \ pässword <b>""");

        (await server.Client.LoginAsync(user.Email.ToUpperInvariant(), user.Password)).Expect(200);
        var wrong = await server.Client.LoginAsync(user.Login, user.Password + " ");
        wrong.ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync("nobody-of-that-name", user.Password)).Body.ShouldBe(wrong.Body);
    }

    [SiteFact]
    public async Task Who_registers_here_has_an_account_there()
    {
        var server = await ServerBeside.OfAsync(site);
        var registered = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => server.Client.PostAsync(
            "/register", new { username = "newcomer", email = $"newcomer{i}@site.test", password = "a 'new' one for \"her\"", name = "New Comer" })));

        var made = registered.Where(answer => answer.Status == 201).ShouldHaveSingleItem();
        registered.Count(answer => answer.Status == 409 && answer.Code == "existing_user_login").ShouldBe(5);
        var id = made.Json.GetProperty("user_id").GetInt64();
        (await site.RunPhpAsync($"$u = get_userdata({id}); return array($u->display_name, $u->roles, is_wp_error(wp_authenticate('newcomer', wp_slash('a \\'new\\' one for \"her\"'))));"))
            .GetRawText().ShouldBe("""["New Comer",["subscriber"],false]""");
        (await AtSiteAsync(server, HttpMethod.Get, "/wp-json/wp/v2/users/me", made.Json.GetProperty("token_response").GetProperty("token").GetString()!))
            .ShouldBe(HttpStatusCode.OK);
        (await server.Client.PostAsync("/register", new { username = "other-newcomer", email = made.Json.GetProperty("user").GetProperty("user_email").GetString(), password = "a 'new' one" }))
            .ExpectError(409, "existing_user_email");
    }

    [SiteTheory, InlineData("link"), InlineData("otp")]
    public async Task Who_was_never_seen_here_finds_the_way_back_in(string delivery)
    {
        var server = await ServerBeside.OfAsync(site);
        var user = await site.AddUserAsync();
        (await server.Client.PostAsync("/forgot-password", new { login = user.Login, delivery })).Expect(200);

        var mail = await server.NextMailAsync(delivery == "link" ? "reset-link" : "reset-code", user.Email);
        object body = delivery == "link"
            ? new { login = user.Login, token = mail.Token, password = "the way 'back' in" }
            : new { login = user.Login, otp = mail.Code, password = "the way 'back' in" };
        (await server.Client.PostAsync("/reset-password", body)).Expect(200);

        (await server.Client.LoginAsync(user.Login, "the way 'back' in")).Expect(200);
        (await server.Client.LoginAsync(user.Login, user.Password)).Expect(401);
        (await site.RunPhpAsync($"return is_wp_error(wp_authenticate({Php.Text(user.Login)}, wp_slash('the way \\'back\\' in')));")).GetBoolean().ShouldBeFalse();
        (await server.Client.PostAsync("/reset-password", body)).ExpectError(400, "invalid_key");
        await server.NextMailAsync("password-changed", user.Email);
    }

    [SiteFact]
    public async Task The_profile_is_the_sites()
    {
        var server = await ServerBeside.OfAsync(site);
        var user = await site.AddUserAsync();
        var token = (await server.SignInAsync(user)).AccessToken;

        (await server.Client.SendAsync(HttpMethod.Patch, Me, Json(new { first_name = "Grace", last_name = "O'Neill", display_name = "Grace \\ O'Neill" }), token)).Expect(200);
        await site.RunPhpAsync($"return update_user_meta({user.Id}, 'nickname', 'amazing');");
        var me = (await server.Client.GetAsync(Me, token)).Expect(200).Json;

        me.GetProperty("display_name").GetString().ShouldBe("Grace \\ O'Neill");
        me.GetProperty("nickname").GetString().ShouldBe("amazing");
        (await site.SqlAsync($"select group_concat(meta_value order by meta_key) from wp_usermeta where user_id = {user.Id} and meta_key in ('first_name', 'last_name')"))
            .ShouldBe("Grace,O'Neill");
    }

    [SiteFact]
    public async Task Another_address_counts_once_it_is_proven()
    {
        var server = await ServerBeside.OfAsync(site);
        var (user, other) = (await site.AddUserAsync(), await site.AddUserAsync());
        var token = (await server.SignInAsync(user)).AccessToken;
        var address = $"moved-{user.Email}";
        (await server.Client.SendAsync(HttpMethod.Patch, Me, Json(new { email = address, current_password = user.Password }), token)).Expect(200);
        (await site.SqlAsync($"select user_email from wp_users where ID = {user.Id}")).ShouldBe(user.Email);

        var link = await server.NextMailAsync("verify-email", address);
        (await server.Client.PostAsync("/verify-email", new { token = link.Token })).Expect(200);

        (await site.SqlAsync($"select user_email from wp_users where ID = {user.Id}")).ShouldBe(address);
        (await server.Client.GetAsync(Me, token)).Json.GetProperty("email_verified").GetBoolean().ShouldBeTrue();
        await server.NextMailAsync("email-changed", user.Email);

        // An address that somebody else of the site has proves nothing.
        (await server.Client.SendAsync(HttpMethod.Patch, Me, Json(new { email = other.Email, current_password = user.Password }), token)).Expect(200);
        (await server.Client.PostAsync("/verify-email", new { token = (await server.NextMailAsync("verify-email", other.Email)).Token })).ExpectError(400, "invalid_key");
        (await site.SqlAsync($"select user_email from wp_users where ID = {user.Id}")).ShouldBe(address);
    }

    [SiteFact]
    public async Task Guesses_are_stopped_here_before_the_site_hears_of_them()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null);
        var user = await site.AddUserAsync(); // who has never signed in here

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.Client.LoginAsync(i % 2 == 0 ? user.Login : user.Email, $"guess {i}")));

        answers.Count(answer => answer.Status == 401).ShouldBe(5);
        answers.Count(answer => answer.Status == 429).ShouldBe(15);
    }

    private const string Me = "/wp-json/headlesskey/v1/me";

    private static System.Net.Http.Json.JsonContent Json(object body) => System.Net.Http.Json.JsonContent.Create(body);

    private Task<SiteAnswer> AtSiteAsync(ServerBeside server, HttpMethod method, string path, string token, object? body = null)
    {
        var request = site.Request(method, path, token, body);
        request.RequestUri = new Uri(server.SiteUrl, path);
        return site.SendAsync(request);
    }
}
