using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using HeadlessKey.FunctionalTests.Docs;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Who stands before a real proxy, set up as the page on forward-auth says, and would like to be somebody else to the app behind it.</summary>
public sealed partial class ForwardAuthProxyTests
{
    [Theory, Promise("W1")]
    [InlineData("nginx", "-p . -c nginx.conf")]
    [InlineData("caddy", "run --config Caddyfile --adapter caddyfile")]
    public async Task Nobody_gets_past_the_proxy_or_becomes_somebody_else_by_it(string program, string arguments)
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite);
        await server.AddUserAsync("boss", "boss@example.test", TestUser.Password, "administrator");
        await server.AddUserAsync("nobody", "nobody@example.test", TestUser.Password);
        var token = (await server.Client.LoginAsync()).AccessToken;
        var (proxy, app) = (FreePort(), FreePort());
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"hk-proxy-{proxy}")).FullName; // open to the user as whom nginx works
        foreach (var (name, text) in Recipes())
        {
            var recipe = ShowUnderscores(text)
                .Replace("127.0.0.1:5080", server.Address.Authority, StringComparison.Ordinal)
                .Replace("127.0.0.1:8080", $"127.0.0.1:{proxy}", StringComparison.Ordinal)
                .Replace("127.0.0.1:8081", $"127.0.0.1:{app}", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder, name), recipe);
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["HOME"] = folder },
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            using var client = new ApiClient(new Uri($"http://127.0.0.1:{proxy}"));
            await Eventually.TrueAsync(() => AnswersAsync(client), TimeSpan.FromSeconds(20), $"{program} is up");
            (string, string)[] lies =
            [
                ("X-Auth-User", "boss"), ("X-Auth-User-Id", "1"), ("X-Auth-Roles", "administrator"), ("x-auth-roles", "editor"),
                ("X_Auth_User", "boss"), ("X_Auth_Roles", "administrator"), ("X-Auth_Roles", "administrator"), ("X_Auth-User", "boss"),
            ];

            // Nobody, whatever they say of themselves.
            (await client.SendAsync(HttpMethod.Get, "/", null, null, lies)).Expect(401);
            (await client.SendAsync(HttpMethod.Post, "/", new StringContent("body"), null, lies)).Expect(401);
            (await client.SendAsync(HttpMethod.Get, "/", null, Jwt.Forge(token), lies)).Expect(401);
            (await client.SendAsync(HttpMethod.Options, "/", null, null, [.. lies, ("Origin", "https://app.example.test"), ("Access-Control-Request-Method", "POST")])).Expect(401);

            // Somebody is who they are, by every method.
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
            {
                using var body = method == HttpMethod.Get ? null : new StringContent(new string('x', 200_000));
                (await client.SendAsync(method, "/", body, token, lies)).Expect(200).Body.Trim()
                    .ShouldBe("You are ada, with the roles subscriber.");
            }

            // Headers that a place of its own adds take away none of the others.
            (await client.SendAsync(HttpMethod.Get, "/live/", null, token, lies)).Expect(200).Body.Trim().ShouldBe("You are ada, with the roles subscriber.");
            (await client.SendAsync(HttpMethod.Get, "/live/", null, null, lies)).Expect(401);

            (await client.SendAsync(HttpMethod.Get, "/editors/", null, token, lies)).Expect(403);
            (await client.SendAsync(HttpMethod.Get, "/editors/post", null, token, lies)).Expect(403);
            (await client.SendAsync(HttpMethod.Get, "/editors", null, token, lies)).Status.ShouldBeOneOf([301, 403]); // nginx sends them on to /editors/
            var roleless = (await server.Client.LoginAsync("nobody")).AccessToken;
            (await client.SendAsync(HttpMethod.Get, "/", null, roleless, lies)).Expect(200).Body.Trim().ShouldBe("You are nobody, with the roles .");
            (await client.GetAsync("/editors/", (await server.Client.LoginAsync("boss")).AccessToken)).Expect(200);

            // Out is out.
            (await server.Client.RevokeAsync(token)).Expect(200);
            (await client.SendAsync(HttpMethod.Get, "/", null, token, lies)).Expect(401);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The files that the page writes.</summary>
    private static IEnumerable<(string Name, string Text)> Recipes() =>
        Heredoc.Matches(string.Concat(DocsPage.Read("docs/forward-auth.md").Blocks.Where(block => block.Language == "sh").Select(block => block.Text)))
            .Select(match => (match.Groups["file"].Value, match.Groups["text"].Value));

    // The app of the page, made to show as well what comes through with underscores: nginx takes them for the same header, Caddy for another.
    private static string ShowUnderscores(string recipe) => recipe
        .Replace("listen 127.0.0.1:8081;", "listen 127.0.0.1:8081; underscores_in_headers on;", StringComparison.Ordinal)
        .Replace(
            "{header.X-Auth-Roles}.\"", "{header.X-Auth-Roles}.{header.X_Auth_User}{header.X_Auth_Roles}{header.X-Auth_Roles}{header.X_Auth-User}\"",
            StringComparison.Ordinal);

    private static async Task<bool> AnswersAsync(ApiClient client)
    {
        try
        {
            return (await client.GetAsync("/")).Status == 401;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"cat > (?<file>\S+) <<'END'\n(?<text>.*?)\nEND\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heredoc { get; }
}
