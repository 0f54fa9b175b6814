using System.Net;

namespace HeadlessKey.WordPressTests.Recipes;

/// <summary>Server and site at one address, as the page says; a real server behind a real nginx and a real Apache.</summary>
public sealed class WebServerRecipeTests(WordPressSite site)
{
    [SiteFact]
    public async Task Nginx_leads_to_the_server_and_to_the_site_and_passes_the_token()
    {
        await using var server = await HeadlessKeyProgram.StartAsync(site);
        var port = FreePort.Next();
        var recipe = Localise(RecipePage.Read("nginx, inside the server of the site"), server);
        var configuration = await File.ReadAllTextAsync(Path.Combine(site.Folder, "etc", "nginx.conf"));
        configuration = string.Join('\n', configuration.Split('\n').Where(line => !line.Contains(" listen ", StringComparison.Ordinal)))
            .Replace("/run/nginx.pid", "/run/nginx-recipe.pid", StringComparison.Ordinal)
            .Replace("    location / {", $"    listen 127.0.0.1:{port};\n{recipe}\n    location / {{", StringComparison.Ordinal);

        await site.StartAsync("nginx-recipe", configuration);

        await ShouldServeBothAsync(port, server);
        await site.StopAsync("nginx-recipe");
    }

    [SiteFact]
    public async Task Apache_leads_to_the_server_and_to_the_site_and_passes_the_token()
    {
        await using var server = await HeadlessKeyProgram.StartAsync(site);
        var port = FreePort.Next();
        var recipe = Localise(RecipePage.Read("Apache, inside the virtual host of the site"), server);
        var configuration = await File.ReadAllTextAsync(Path.Combine(site.Folder, "etc", "apache.conf"));
        configuration = configuration
            .Replace($"Listen 127.0.0.1:{site.ApacheUrl.Port}", $"Listen 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("/run/apache.pid", "/run/apache-recipe.pid", StringComparison.Ordinal)
            + $"<VirtualHost 127.0.0.1:{port}>\n{recipe}\n</VirtualHost>\n";

        await site.StartAsync("apache-recipe", configuration);

        await ShouldServeBothAsync(port, server);
        await site.StopAsync("apache-recipe");
    }

    private async Task ShouldServeBothAsync(int port, HeadlessKeyProgram server)
    {
        await server.RunAsync("headlesskey user add grace grace@example.org", "correct horse battery staple");
        var both = new Uri($"http://127.0.0.1:{port}");

        // The server's routes are the server's, under the addresses that front ends know.
        using var signIn = new HttpRequestMessage(HttpMethod.Post, new Uri(both, "/wp-json/headlesskey/v1/token"))
        {
            Content = new FormUrlEncodedContent([new("username", "grace"), new("password", "correct horse battery staple")]),
        };
        var token = (await site.SendAsync(signIn)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("token").GetString()!;
        (await GetAsync(both, "/wp-json/wpauthapi/v1", null)).ShouldBe(HttpStatusCode.OK).Body.ShouldContain("wpauthapi");
        (await GetAsync(both, "/account/reset", null)).ShouldBe(HttpStatusCode.OK).Body.ShouldNotContain("wp-content");
        (await GetAsync(both, "/headlesskey-login.js", null)).Body.ShouldNotContain("wp-content");

        // Its tokens reach it, and the site's reach the site.
        (await GetAsync(both, "/wp-json/headlesskey/v1/me", token)).ShouldBe(HttpStatusCode.OK);
        var editor = await site.GetUserAsync("editor");
        (await GetAsync(both, "/wp-json/wp/v2/users/me", (await SiteToken.OfAsync(site, editor)).Sign())).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("id").GetInt64().ShouldBe(editor.Id);
        (await GetAsync(both, "/wp-json/wp/v2/users/me", null)).ShouldBeError(HttpStatusCode.Unauthorized, "rest_not_logged_in");
    }

    private Task<SiteAnswer> GetAsync(Uri at, string path, string? token) =>
        site.SendAsync(site.Request(HttpMethod.Get, new Uri(at, path).ToString(), token));

    private string Localise(string recipe, HeadlessKeyProgram server) =>
        recipe.Replace("127.0.0.1:5080", server.Address.Authority, StringComparison.Ordinal)
            .Replace("/var/www/html", Path.Combine(site.Folder, "www"), StringComparison.Ordinal);
}
