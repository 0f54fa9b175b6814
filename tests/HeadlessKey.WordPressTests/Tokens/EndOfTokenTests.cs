using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HeadlessKey.Testing;

namespace HeadlessKey.WordPressTests.Tokens;

/// <summary>What ends a token before its time, from the next request on.</summary>
public sealed class EndOfTokenTests(WordPressSite site)
{
    [SiteFact, Promise("S8")]
    public async Task A_new_password_in_wp_admin_ends_it()
    {
        var (user, token) = await SignedInAsync();

        // As the form of wp-admin does it: this runs edit_user() on the fields that it posts.
        (await site.RunPhpAsync($$"""
            wp_set_current_user(1);
            $_POST = wp_slash(array('email' => '{{user.Email}}', 'nickname' => 'new', 'role' => 'subscriber', 'pass1' => 'another one', 'pass2' => 'another one'));
            return edit_user({{user.Id}});
            """)).GetInt64().ShouldBe(user.Id);

        await ShouldBeRevokedAsync(token);
    }

    [SiteFact, Promise("S8")]
    public async Task A_new_password_by_sql_ends_it()
    {
        var (user, token) = await SignedInAsync();

        await site.SqlAsync($"update wp_users set user_pass = md5('by hand') where ID = {user.Id}");

        await ShouldBeRevokedAsync(token);
    }

    [SiteFact, Promise("S8")]
    public async Task A_new_password_by_a_signed_call_ends_it_and_the_new_stamp_opens()
    {
        var (user, token) = await SignedInAsync();

        var stamp = (await site.CallAsync($"/users/{user.Id}/password", new { password = "a new one" })).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("user").GetProperty("stamp").GetString();

        await ShouldBeRevokedAsync(token);
        (await site.GetMeAsync(token.With(token => token.Claims["data"]!["stamp"] = stamp).Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task Another_name_address_or_role_does_not_end_it()
    {
        var (user, token) = await SignedInAsync();

        await site.RunPhpAsync($"(new WP_User({user.Id}))->set_role('author'); return wp_update_user(array('ID' => {user.Id}, 'user_email' => 'new-{user.Email}'));");

        (await site.GetMeAsync(token.Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task A_deleted_user_has_no_token()
    {
        var (user, token) = await SignedInAsync();

        await site.RunPhpAsync($"return wp_delete_user({user.Id});");

        (await site.GetMeAsync(token.Sign())).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");
    }

    [SiteFact, Promise("S8")]
    public async Task What_was_issued_before_not_before_is_refused()
    {
        var (user, token) = await SignedInAsync();
        var issued = token.Claims["iat"]!.GetValue<long>();

        (await RevokeAsync(user, new { not_before = issued })).GetProperty("not_before").GetInt64().ShouldBe(issued);
        (await site.GetMeAsync(token.Sign())).ShouldBe(HttpStatusCode.OK);

        (await RevokeAsync(user, new { not_before = issued + 1 })).GetProperty("not_before").GetInt64().ShouldBe(issued + 1);
        await ShouldBeRevokedAsync(token);

        // It never goes back.
        (await RevokeAsync(user, new { not_before = 1 })).GetProperty("not_before").GetInt64().ShouldBe(issued + 1);
        await ShouldBeRevokedAsync(token);
    }

    [SiteFact]
    public async Task One_token_is_revoked_and_the_others_are_not()
    {
        var (user, token) = await SignedInAsync();
        var other = await SiteToken.OfAsync(site, user);

        (await RevokeAsync(user, new { revoked = new[] { new { jti = token.Jti, exp = token.ExpiresAt } } })).GetProperty("revoked").GetInt32().ShouldBe(1);

        await ShouldBeRevokedAsync(token);
        (await site.GetMeAsync(other.Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task A_session_is_revoked_whole_or_up_to_a_generation()
    {
        var (user, token) = await SignedInAsync();
        await RevokeAsync(user, new { revoked = new[] { new { sid = token.Sid, gen = 4, exp = token.ExpiresAt } } });

        await ShouldBeRevokedAsync(token);
        await ShouldBeRevokedAsync(await WithGenerationAsync(null));
        (await site.GetMeAsync((await WithGenerationAsync(4)).Sign())).ShouldBe(HttpStatusCode.OK);

        // The stricter one of two counts, whatever comes last.
        await RevokeAsync(user, new { revoked = new[] { new { sid = token.Sid, exp = token.ExpiresAt } } });
        await RevokeAsync(user, new { revoked = new[] { new { sid = token.Sid, gen = 2, exp = token.ExpiresAt } } });
        await ShouldBeRevokedAsync(await WithGenerationAsync(100));

        async Task<SiteToken> WithGenerationAsync(int? generation) =>
            (await SiteToken.OfAsync(site, user)).With(other =>
            {
                other.Claims["sid"] = token.Sid;
                other.Claims["gen"] = generation;
            });
    }

    [SiteFact]
    public async Task Revocations_are_one_row_and_are_forgotten_when_their_tokens_have_expired()
    {
        var (user, token) = await SignedInAsync();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        (await RevokeAsync(user, new { revoked = new[] { new { jti = "expired", exp = now - 61 }, new { jti = "nearly", exp = now - 30 } } }))
            .GetProperty("revoked").GetInt32().ShouldBe(1);
        (await RevokeAsync(user, new { revoked = new[] { new { jti = token.Jti, exp = token.ExpiresAt } } })).GetProperty("revoked").GetInt32().ShouldBe(2);

        (await site.SqlAsync($"select count(*) from wp_usermeta where user_id = {user.Id} and meta_key like '%headlesskey%'")).ShouldBe("1");
    }

    [SiteFact]
    public async Task Too_many_revocations_refuse_more_rather_than_less()
    {
        var (user, token) = await SignedInAsync();
        var many = Enumerable.Range(0, 101).Select(number => new { sid = $"session-{number}", exp = token.ExpiresAt }).ToArray();

        var standing = await RevokeAsync(user, new { revoked = many });

        standing.GetProperty("revoked").GetInt32().ShouldBe(0);
        standing.GetProperty("not_before").GetInt64().ShouldBeGreaterThan(token.Claims["iat"]!.GetValue<long>());
        await ShouldBeRevokedAsync(token);
    }

    [SiteFact]
    public async Task Of_revocations_that_arrive_together_none_is_lost()
    {
        var (user, token) = await SignedInAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            RevokeAsync(user, new { revoked = new[] { new { jti = $"token-{number}", exp = token.ExpiresAt } } })));

        (await RevokeAsync(user, new { })).GetProperty("revoked").GetInt32().ShouldBe(50);
    }

    [SiteFact, Promise("S8")]
    public async Task A_disabled_user_comes_in_nowhere_until_enabled_again()
    {
        var (user, token) = await SignedInAsync();
        var cookies = await SiteCookies.SignInAsync(site, user.Login, user.Password);
        var applicationPassword = await site.AddApplicationPasswordAsync(user);

        (await DisableAsync(user, disabled: true)).ShouldBeTrue();

        await ShouldBeRevokedAsync(token);
        (await site.CallAsync("/verify", new { login = user.Login, password = user.Password })).Json.GetProperty("code").GetString().ShouldBe("account_disabled");
        (await site.CallAsync("/verify", new { login = user.Login, password = "wrong" })).Json.GetProperty("code").GetString().ShouldBe("incorrect_password");
        (await SiteCookies.PostLoginAsync(site, user.Login, user.Password)).Body.ShouldContain("This account is disabled.");
        (await SiteCookies.PostLoginAsync(site, user.Login, "wrong")).Body.ShouldNotContain("This account is disabled.");
        (await GetMeAsync(request => cookies.AddTo(request))).ShouldBe(HttpStatusCode.Forbidden); // its cookie is no more, so its nonce is not either
        (await GetMeAsync(request => request.Headers.Authorization = Basic(user, applicationPassword))).ShouldBe(HttpStatusCode.Unauthorized);

        (await DisableAsync(user, disabled: false)).ShouldBeFalse();
        (await GetMeAsync(request => request.Headers.Authorization = Basic(user, applicationPassword))).ShouldBe(HttpStatusCode.OK);
        (await site.GetMeAsync(token.Sign())).ShouldBe(HttpStatusCode.OK);
        (await SiteCookies.PostLoginAsync(site, user.Login, user.Password)).ShouldBe(HttpStatusCode.Redirect);
    }

    [SiteFact]
    public async Task Who_is_marked_by_wordpress_or_by_a_plugin_is_disabled_too()
    {
        await site.AddPluginAsync("disables-by-name", "add_filter('headlesskey_user_disabled', function ($disabled, $user) { return $disabled || $user->nickname === 'banned'; }, 10, 2);");
        var (marked, itsToken) = await SignedInAsync();
        var (banned, anotherToken) = await SignedInAsync();

        await site.SqlAsync($"update wp_users set user_status = 1 where ID = {marked.Id}");
        await site.CallAsync($"/users/{banned.Id}", new { nickname = "banned" });

        await ShouldBeRevokedAsync(itsToken);
        await ShouldBeRevokedAsync(anotherToken);
        (await site.CallAsync("/verify", new { login = marked.Login, password = marked.Password })).Json.GetProperty("code").GetString().ShouldBe("account_disabled");
        (await site.CallAsync("/verify", new { login = banned.Login, password = banned.Password })).Json.GetProperty("code").GetString().ShouldBe("account_disabled");
    }

    private async Task<(SiteUser User, SiteToken Token)> SignedInAsync()
    {
        var user = await site.AddUserAsync();
        var token = await SiteToken.OfAsync(site, user);
        (await site.GetMeAsync(token.Sign())).ShouldBe(HttpStatusCode.OK);
        return (user, token);
    }

    private async Task ShouldBeRevokedAsync(SiteToken token) =>
        (await site.GetMeAsync(token.Sign())).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_revoked_token");

    private async Task<System.Text.Json.JsonElement> RevokeAsync(SiteUser user, object body) =>
        (await site.CallAsync($"/users/{user.Id}/revoke", body)).ShouldBe(HttpStatusCode.OK).Json;

    private async Task<bool> DisableAsync(SiteUser user, bool disabled) =>
        (await site.CallAsync($"/users/{user.Id}", new { disabled })).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user").GetProperty("disabled").GetBoolean();

    private async Task<SiteAnswer> GetMeAsync(Action<HttpRequestMessage> sign)
    {
        using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me");
        sign(request);
        return await site.SendAsync(request);
    }

    private static AuthenticationHeaderValue Basic(SiteUser user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Login}:{password}")));
}
