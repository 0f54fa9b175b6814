using System.Net;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>A browser that is signed in to WordPress itself.</summary>
public sealed class SiteCookies
{
    private static readonly SemaphoreSlim One = new(1);
    private static SiteCookies? administrator;
    private readonly string cookies;
    private readonly string nonce;

    private SiteCookies(string cookies, string nonce)
    {
        this.cookies = cookies;
        this.nonce = nonce;
    }

    public static async Task<SiteCookies> OfAdministratorAsync(WordPressSite site)
    {
        await One.WaitAsync();
        try
        {
            return administrator ??= await SignInAsync(site, "admin", "admin of the test site");
        }
        finally
        {
            One.Release();
        }
    }

    public static async Task<SiteCookies> SignInAsync(WordPressSite site, string login, string password)
    {
        var signedIn = await PostLoginAsync(site, login, password);
        signedIn.Status.ShouldBe(HttpStatusCode.Redirect, signedIn.Body);
        var cookies = string.Join("; ", signedIn.Headers["Set-Cookie"].Select(cookie => cookie.Split(';')[0]).Distinct(StringComparer.Ordinal));

        // The nonce of the REST API, as wp-admin hands it to its scripts.
        using var ask = site.Request(HttpMethod.Get, "/wp-admin/admin-ajax.php?action=rest-nonce");
        ask.Headers.Add("Cookie", cookies);
        var nonce = await site.SendAsync(ask);
        nonce.ShouldBe(HttpStatusCode.OK);
        return new SiteCookies(cookies, nonce.Body);
    }

    /// <summary>What wp-login.php says to these.</summary>
    public static async Task<SiteAnswer> PostLoginAsync(WordPressSite site, string login, string password)
    {
        using var request = site.Request(HttpMethod.Post, "/wp-login.php");
        request.Headers.Add("Cookie", "wordpress_test_cookie=WP%20Cookie%20check");
        request.Content = new FormUrlEncodedContent([new("log", login), new("pwd", password), new("testcookie", "1")]);
        return await site.SendAsync(request);
    }

    public void AddTo(HttpRequestMessage request, bool withNonce = true)
    {
        request.Headers.Add("Cookie", cookies);
        if (withNonce)
        {
            request.Headers.Add("X-WP-Nonce", nonce);
        }
    }
}
