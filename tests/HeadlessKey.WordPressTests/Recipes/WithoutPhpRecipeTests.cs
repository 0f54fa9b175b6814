using System.Net;
using System.Net.Http.Headers;

namespace HeadlessKey.WordPressTests.Recipes;

/// <summary>nginx asks the server who it is and hands WordPress that user's application password, as the page says.</summary>
public sealed class WithoutPhpRecipeTests(WordPressSite site)
{
    private const string Password = "correct horse battery staple";

    [SiteFact]
    public async Task Who_is_signed_in_at_the_server_is_somebody_to_wordpress_without_the_connector()
    {
        await using var server = await HeadlessKeyProgram.StartAsync(site);
        var author = await site.AddUserAsync("author");
        var stranger = await site.AddUserAsync("author");
        var passwords = await server.RunAsync($"LOGIN='{author.Login}' PASSWORD='{await site.AddApplicationPasswordAsync(author)}'\n{RecipePage.Read("one user's line for nginx")}");
        var api = await StartNginxAsync(server, passwords);
        var token = await SignInAsync(api, server, author);

        // The right one, for reading and for writing.
        (await SendAsync(api, HttpMethod.Get, "/wp-json/wp/v2/users/me", token)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("id").GetInt64().ShouldBe(author.Id);
        (await SendAsync(api, HttpMethod.Post, "/wp-json/wp/v2/posts", token, new { title = "Without PHP", status = "publish" })).ShouldBe(HttpStatusCode.Created)
            .Json.GetProperty("author").GetInt64().ShouldBe(author.Id);

        // Nobody, somebody with a cookie or a password of WordPress's own, and somebody who is not on the list.
        (await SendAsync(api, HttpMethod.Get, "/wp-json/wp/v2/users/me", token: null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(api, HttpMethod.Get, "/wp-json/wp/v2/users/me", token + "x")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(api, HttpMethod.Get, "/wp-json/wp/v2/users/me", token: null, change: request => request.Headers.Authorization = Basic(author, passwords)))
            .ShouldBe(HttpStatusCode.Unauthorized);
        var cookies = await SiteCookies.OfAdministratorAsync(site);
        (await SendAsync(api, HttpMethod.Get, "/wp-json/wp/v2/users/me", token, change: request => cookies.AddTo(request, withNonce: false))).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("id").GetInt64().ShouldBe(author.Id);
        (await SendAsync(api, HttpMethod.Get, "/wp-json/wp/v2/users/me", await SignInAsync(api, server, stranger)))
            .ShouldBeError(HttpStatusCode.Unauthorized, "rest_not_logged_in");

        // Signed out at the server is signed out of WordPress.
        (await SendAsync(api, HttpMethod.Post, "/wp-json/headlesskey/v1/token/revoke", token)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(api, HttpMethod.Get, "/wp-json/wp/v2/users/me", token)).ShouldBe(HttpStatusCode.Unauthorized);
        await site.StopAsync("nginx-without-php");
    }

    private async Task<Uri> StartNginxAsync(HeadlessKeyProgram server, string passwords)
    {
        var list = Path.Combine(site.Folder, "etc", "wordpress-passwords");
        await File.WriteAllTextAsync(list, passwords);
        var port = FreePort.Next();
        var recipe = RecipePage.Read("nginx, beside the server of the site: its REST API, for anyone who is signed in")
            .Replace("127.0.0.1:5080", server.Address.Authority, StringComparison.Ordinal)
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
            .Replace("/etc/nginx/wordpress-passwords", list, StringComparison.Ordinal)
            .Replace("/var/www/html", Path.Combine(site.Folder, "www"), StringComparison.Ordinal)
            .Replace("/run/php/php-fpm.sock", Path.Combine(site.Folder, "run", "php.sock"), StringComparison.Ordinal);
        var configuration = (await File.ReadAllTextAsync(Path.Combine(site.Folder, "etc", "nginx.conf"))).Replace("/run/nginx.pid", "/run/nginx-without-php.pid", StringComparison.Ordinal);

        // In the place of the site's own server.
        await site.StartAsync("nginx-without-php", configuration[..configuration.IndexOf("  server {", StringComparison.Ordinal)] + recipe + "\n}\n");
        return new Uri($"http://127.0.0.1:{port}");
    }

    private async Task<string> SignInAsync(Uri api, HeadlessKeyProgram server, SiteUser user)
    {
        await server.RunAsync($"headlesskey user add {user.Login} {user.Email}", Password);
        return (await SendAsync(api, HttpMethod.Post, "/wp-json/headlesskey/v1/token", token: null, new { username = user.Login, password = Password }))
            .ShouldBe(HttpStatusCode.OK).Json.GetProperty("token").GetString()!;
    }

    private async Task<SiteAnswer> SendAsync(
        Uri api, HttpMethod method, string path, string? token, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = site.Request(method, new Uri(api, path).ToString(), token, body);
        change?.Invoke(request);
        return await site.SendAsync(request);
    }

    // What nginx would send, sent by a client.
    private static AuthenticationHeaderValue Basic(SiteUser user, string passwords) =>
        AuthenticationHeaderValue.Parse(passwords[(user.Login.Length + 2)..].TrimEnd('\n', ';', '"'));
}
