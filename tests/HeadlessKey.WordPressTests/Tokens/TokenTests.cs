using System.Net;
using System.Text.Json.Nodes;

namespace HeadlessKey.WordPressTests.Tokens;

/// <summary>What a good token opens, and until when.</summary>
public sealed class TokenTests(WordPressSite site)
{
    [SiteTheory]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task A_token_of_each_algorithm_makes_its_user_the_current_user(string algorithm)
    {
        var editor = await site.GetUserAsync("editor");
        var token = (await SiteToken.OfAsync(site, editor)).With(token => token.Key = TestKeys.Get(algorithm)).Sign();

        (await site.GetMeAsync(token)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(editor.Id);
    }

    // A number in r or s may begin with more zeros than ASN.1 wants, or with a bit that it takes for a sign. The latter half of them do; the
    // former one in 256.
    [SiteFact]
    public async Task Every_es256_signature_is_understood_whatever_its_numbers_begin_with()
    {
        var token = await SiteToken.OfAsync(site, await site.GetUserAsync("editor"));
        string? withZero = null;
        for (var i = 0; withZero is null; i++)
        {
            token.Claims["jti"] = $"try-{i}";
            var signed = token.Sign();
            var signature = System.Buffers.Text.Base64Url.DecodeFromChars(signed.AsSpan(signed.LastIndexOf('.') + 1));
            withZero = (signature[0] == 0 && signature[1] < 0x80) || (signature[32] == 0 && signature[33] < 0x80) ? signed : null;
        }

        (await site.GetMeAsync(withZero)).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task An_editor_creates_a_post_and_a_subscriber_does_not()
    {
        (await PostAsync("editor")).ShouldBe(HttpStatusCode.Created).Json.GetProperty("status").GetString().ShouldBe("publish");
        (await PostAsync("subscriber")).ShouldBeError(HttpStatusCode.Forbidden, "rest_cannot_create");
    }

    [SiteFact]
    public async Task The_token_counts_at_the_address_without_pretty_permalinks()
    {
        var token = (await SiteToken.OfAsync(site, await site.GetUserAsync("editor"))).Sign();

        (await site.GetAsync("/?rest_route=/wp/v2/users/me", token)).ShouldBe(HttpStatusCode.OK);
        (await site.GetAsync("/index.php?rest_route=/wp/v2/users/me", token)).ShouldBe(HttpStatusCode.OK);
        (await site.GetAsync($"{site.Url}/wp-json/wp/v2/users/me", token)).ShouldBe(HttpStatusCode.OK); // with two slashes
    }

    [SiteFact]
    public async Task A_token_is_for_the_rest_api_and_not_for_wp_admin()
    {
        var token = (await SiteToken.OfAsync(site, await site.GetUserAsync("admin"))).Sign();

        (await site.GetAsync("/wp-admin/", token)).ShouldBe(HttpStatusCode.Redirect);
        (await site.GetAsync("/wp-admin/admin-ajax.php?action=rest-nonce", token)).Body.ShouldBe("0");
    }

    [SiteTheory]
    [InlineData("exp", -31, "headlesskey_expired_token")]
    [InlineData("exp", -25, null)]
    [InlineData("nbf", 60, "headlesskey_invalid_token")]
    [InlineData("nbf", 25, null)]
    [InlineData("iat", 60, "headlesskey_invalid_token")]
    [InlineData("iat", 25, null)]
    public async Task Dates_count_with_half_a_minute_for_the_clocks(string name, int seconds, string? code)
    {
        var token = await SiteToken.OfAsync(site, await site.GetUserAsync("editor"));
        token.Claims[name] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;

        var answer = await site.GetMeAsync(token.Sign());
        if (code is null)
        {
            answer.ShouldBe(HttpStatusCode.OK);
        }
        else
        {
            answer.ShouldBeError(HttpStatusCode.Unauthorized, code).Header("WWW-Authenticate").ShouldBe("Bearer error=\"invalid_token\"");
        }
    }

    [SiteFact]
    public async Task One_of_several_audiences_may_be_the_site()
    {
        var token = await SiteToken.OfAsync(site, await site.GetUserAsync("editor"));
        token.Claims["aud"] = new JsonArray("https://other.example", ConnectorConstants.Audience);

        (await site.GetMeAsync(token.Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task Without_an_audience_to_ask_for_every_one_will_do()
    {
        var at = await site.ConfigureAsync(ConnectorConstants.OfTheSite.Replace("HEADLESSKEY_AUDIENCE", "UNUSED", StringComparison.Ordinal));
        var token = await SiteToken.OfAsync(site, await site.GetUserAsync("editor"));
        token.Claims.Remove("aud");

        (await site.GetMeAsync(token.Sign())).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");
        using var request = site.Request(HttpMethod.Get, new Uri(at, "/wp-json/wp/v2/users/me").ToString(), token.Sign());
        (await site.SendAsync(request)).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task The_login_in_the_token_may_be_in_another_case()
    {
        var token = await SiteToken.OfAsync(site, await site.GetUserAsync("editor"));
        token.Claims["data"]!["user_login"] = "EDITOR";

        (await site.GetMeAsync(token.Sign())).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<SiteAnswer> PostAsync(string login)
    {
        var token = (await SiteToken.OfAsync(site, await site.GetUserAsync(login))).Sign();
        return await site.SendAsync(site.Request(HttpMethod.Post, "/wp-json/wp/v2/posts", token, new { title = "By token", status = "publish" }));
    }
}
