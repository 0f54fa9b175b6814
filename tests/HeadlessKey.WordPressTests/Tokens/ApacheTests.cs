using System.Net;

namespace HeadlessKey.WordPressTests.Tokens;

/// <summary>Apache with PHP-FPM, which keeps the Authorization header to itself unless told otherwise.</summary>
public sealed class ApacheTests(WordPressSite site)
{
    [SiteFact]
    public async Task Where_the_header_is_dropped_the_other_one_arrives()
    {
        await site.StartApacheAsync();
        var editor = await site.GetUserAsync("editor");
        var token = (await SiteToken.OfAsync(site, editor)).Sign();

        (await GetMeAsync("Authorization", token)).ShouldBeError(HttpStatusCode.Unauthorized, "rest_not_logged_in");
        (await GetMeAsync("X-HK-Authorization", token)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(editor.Id);
        (await GetMeAsync("X-HK-Authorization", token + "x")).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");
    }

    [SiteFact]
    public async Task The_health_of_the_site_tells_that_it_is_dropped()
    {
        await site.StartApacheAsync();
        using var request = new SignedCall("/health", new { }).ToRequest(site.ApacheUrl);
        request.Headers.Add("Authorization", "Bearer probe");
        request.Headers.Add("X-HK-Authorization", "Bearer probe");

        (await site.SendAsync(request)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("headers").GetRawText()
            .ShouldBe("""{"authorization":false,"redirect_authorization":false,"x_hk_authorization":true}""");
    }

    [SiteFact]
    public async Task A_browser_of_another_origin_may_send_the_other_one()
    {
        using var request = site.Request(HttpMethod.Options, "/wp-json/wp/v2/posts");
        request.Headers.Add("Origin", "https://app.example.test");

        (await site.SendAsync(request)).Header("Access-Control-Allow-Headers")!.ShouldContain("X-HK-Authorization");
    }

    private async Task<SiteAnswer> GetMeAsync(string header, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.ApacheUrl, "/wp-json/wp/v2/users/me"));
        request.Headers.Add(header, $"Bearer {token}");
        return await site.SendAsync(request);
    }
}
