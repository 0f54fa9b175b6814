using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace HeadlessKey.WordPressTests.Tokens;

/// <summary>The token beside what else a request may carry: cookies, application passwords, tokens of others.</summary>
public sealed class CompanyTests(WordPressSite site)
{
    [SiteFact]
    public async Task With_a_cookie_besides_the_token_decides()
    {
        var editor = await site.GetUserAsync("editor");
        var token = (await SiteToken.OfAsync(site, editor)).Sign();
        foreach (var withNonce in new[] { true, false })
        {
            using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me", token);
            (await SiteCookies.OfAdministratorAsync(site)).AddTo(request, withNonce);

            (await site.SendAsync(request)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(editor.Id);
        }
    }

    [SiteTheory]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer a.b.c.d.e")]
    [InlineData("Bearer ")]
    [InlineData("Token abc")]
    [InlineData("Digest username=\"a.b.c\"")]
    public async Task What_is_no_token_of_ours_is_left_alone(string header)
    {
        using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        (await SiteCookies.OfAdministratorAsync(site)).AddTo(request);

        (await site.SendAsync(request)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(1);
    }

    [SiteTheory]
    [InlineData("https://shop.example.test")]
    [InlineData("https://auth.example.test/")]
    [InlineData("HTTPS://auth.example.test")]
    [InlineData("")]
    public async Task A_token_of_another_issuer_is_left_alone(string issuer)
    {
        var token = await SiteToken.OfAsync(site, await site.GetUserAsync("editor"));
        token.Claims["iss"] = issuer;

        (await site.GetMeAsync(token.Sign())).ShouldBeError(HttpStatusCode.Unauthorized, "rest_not_logged_in");
    }

    [SiteFact]
    public async Task A_plugin_with_tokens_of_its_own_lives_on()
    {
        var (mine, theirs) = (await site.GetUserAsync("editor"), await site.GetUserAsync("author"));
        await site.AddPluginAsync("tokens-of-their-own", $$"""
            add_filter('determine_current_user', function ($user) {
                return strpos($_SERVER['HTTP_AUTHORIZATION'] ?? '', 'Bearer their.token.') === 0 ? {{theirs.Id}} : $user;
            }, 15);
            add_filter('rest_authentication_errors', function ($result) {
                return $result === null && strpos($_SERVER['HTTP_AUTHORIZATION'] ?? '', 'Bearer their.token.') === 0 ? true : $result;
            }, 20);
            """);

        (await site.GetMeAsync("their.token.x")).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(theirs.Id);
        (await site.GetMeAsync((await SiteToken.OfAsync(site, mine)).Sign())).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(mine.Id);
    }

    [SiteFact]
    public async Task A_plugin_that_says_yes_to_everybody_does_not_save_a_bad_token()
    {
        await site.AddPluginAsync("yes-to-everybody", """
            if (isset($_SERVER['HTTP_X_TEST_YES'])) {
                add_filter('determine_current_user', function () { return 1; }, 99);
                add_filter('rest_authentication_errors', '__return_true', 1);
            }
            """);
        var token = (await SiteToken.OfAsync(site, await site.GetUserAsync("editor"))).With(token => token.Key = TestKeys.Unknown).Sign();
        using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me", token);
        request.Headers.Add("X-Test-Yes", "1");

        (await site.SendAsync(request)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");
    }

    [SiteFact]
    public async Task A_plugin_that_asks_for_the_user_early_or_while_we_judge_changes_nothing()
    {
        await site.AddPluginAsync("asks-early", """
            if (isset($_SERVER['HTTP_X_TEST_EARLY'])) {
                add_action('plugins_loaded', function () { $_SERVER['HTTP_X_TEST_EARLY'] === 'set' ? wp_set_current_user(1) : wp_get_current_user(); });
                add_filter('headlesskey_user_disabled', function ($disabled) { wp_get_current_user(); return $disabled; });
            }
            """);
        var editor = await site.GetUserAsync("editor");
        foreach (var (path, early) in new[] { ("/wp-json/wp/v2/users/me", "ask"), ("//wp-json/wp/v2/users/me", "ask"), ("/wp-json/wp/v2/users/me", "set") })
        {
            using var request = site.Request(HttpMethod.Get, "/", (await SiteToken.OfAsync(site, editor)).Sign());
            request.RequestUri = new Uri(site.Url.ToString().TrimEnd('/') + path);
            request.Headers.Add("X-Test-Early", early);
            (await SiteCookies.OfAdministratorAsync(site)).AddTo(request);

            (await site.SendAsync(request)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(editor.Id);
        }
    }

    [SiteFact]
    public async Task Also_who_asks_long_before_the_route_runs_learns_it_from_the_token()
    {
        await site.AddPluginAsync("says-who-early", """
            if (isset($_SERVER['HTTP_X_TEST_WHO'])) {
                add_action('wp_loaded', function () { header('X-Who: ' . get_current_user_id()); });
            }
            """);
        var editor = await site.GetUserAsync("editor");
        var token = (await SiteToken.OfAsync(site, editor)).Sign();

        (await AskAsync(token)).ShouldBe($"{editor.Id}");
        (await AskAsync(token + "x")).ShouldBe("0"); // and not the administrator whose cookie comes along

        async Task<string?> AskAsync(string sent)
        {
            using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me", sent);
            request.Headers.Add("X-Test-Who", "1");
            (await SiteCookies.OfAdministratorAsync(site)).AddTo(request);
            return (await site.SendAsync(request)).Header("X-Who");
        }
    }

    [SiteFact]
    public async Task Application_passwords_work_as_before()
    {
        var author = await site.AddUserAsync("author");
        var password = await site.AddApplicationPasswordAsync(author);

        (await GetMeByBasicAsync(author, password)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(author.Id);
        (await GetMeByBasicAsync(author, "wrong")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [SiteFact]
    public async Task A_page_cache_is_told_that_the_answer_depends_on_the_token()
    {
        var token = (await SiteToken.OfAsync(site, await site.GetUserAsync("editor"))).Sign();
        foreach (var (sent, answered) in new[] { (token, HttpStatusCode.OK), (token + "x", HttpStatusCode.Unauthorized) })
        {
            var answer = (await site.GetMeAsync(sent)).ShouldBe(answered);

            answer.Header("Vary").ShouldBe("Origin, Authorization, X-HK-Authorization");
            answer.Header("Cache-Control")!.ShouldContain("no-cache");
        }

        (await site.GetAsync("/wp-json/wp/v2/posts")).Header("Vary").ShouldBe("Origin, Authorization, X-HK-Authorization");
    }

    [SiteFact]
    public async Task What_others_have_said_about_caches_is_kept()
    {
        await site.AddPluginAsync("varies", "if (isset($_SERVER['HTTP_X_TEST_VARY'])) header('Vary: Accept-Language, origin', false);");
        using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/posts");
        request.Headers.Add("X-Test-Vary", "1");

        (await site.SendAsync(request)).Header("Vary").ShouldBe("Accept-Language, origin, Authorization, X-HK-Authorization");
    }

    private async Task<SiteAnswer> GetMeByBasicAsync(SiteUser user, string password)
    {
        using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Login}:{password}")));
        return await site.SendAsync(request);
    }
}
