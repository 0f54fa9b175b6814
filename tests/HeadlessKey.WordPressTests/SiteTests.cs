using System.Net;

namespace HeadlessKey.WordPressTests;

/// <summary>The site that the other tests stand on.</summary>
public sealed class SiteTests(WordPressSite site)
{
    [SiteFact]
    public async Task The_site_is_a_wordpress_with_its_four_users()
    {
        (await site.GetAsync("/wp-json/")).ShouldBe(HttpStatusCode.OK);

        (await site.SqlAsync("select group_concat(user_login order by ID) from wp_users where ID <= 4"))
            .ShouldBe("admin,subscriber,author,editor");
        (await site.RunPhpAsync("return wp_check_password('editor of the test site', get_user_by('login', 'editor')->user_pass);")).GetBoolean().ShouldBeTrue();
    }

    [SiteFact]
    public async Task Php_runs_only_for_who_knows_the_secret()
    {
        using var request = site.Request(HttpMethod.Post, "/test-eval.php");
        request.Content = new StringContent("return 1;");
        request.Headers.Add("X-Test-Secret", "guessed");

        (await site.SendAsync(request)).ShouldBe(HttpStatusCode.NotFound);
    }

    [SiteFact]
    public async Task The_same_site_stands_behind_apache()
    {
        await site.StartApacheAsync();

        (await site.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(site.ApacheUrl, "/wp-json/wp/v2/users/me"))))
            .ShouldBeError(HttpStatusCode.Unauthorized, "rest_not_logged_in");
    }
}
