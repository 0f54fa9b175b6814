using System.Net.Http.Json;

namespace HeadlessKey.FunctionalTests.Dialects;

/// <summary>A server that answers another plugin's front ends, and what those send.</summary>
internal static class DialectServer
{
    public const string Root = "/wp-json/jwt-auth/v1";

    public static Task<TestServer> StartAsync(string engine, string dialect, params (string Key, string? Value)[] overrides) =>
        TestServer.StartAsync(engine, [("HeadlessKey:Rest:Dialect", dialect), .. overrides]);

    /// <summary>Signs in, as JSON.</summary>
    public static Task<Answer> SignInAsync(this TestServer server, string username = TestUser.Login, string password = TestUser.Password, string? device = null) =>
        server.AskAsync("/token", body: device is null ? new { username, password } : new { username, password, device });

    public static Task<Answer> AskAsync(
        this TestServer server, string route, object? body = null, string? bearer = null, string? cookie = null, string? origin = null)
    {
        List<(string, string)> headers = [];
        if (cookie is not null)
        {
            headers.Add(("Cookie", $"refresh_token={cookie}"));
        }

        if (origin is not null)
        {
            headers.Add(("Origin", origin));
        }

        return server.Client.SendAsync(HttpMethod.Post, Root + route, body is null ? null : JsonContent.Create(body), bearer, [.. headers]);
    }

    /// <summary>The value of the cookie that the answer sets; null: it sets none.</summary>
    public static string? CookieOf(Answer answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single().Split(';')[0]["refresh_token=".Length..] : null;

    /// <summary>The names of the members, in order.</summary>
    public static IEnumerable<string> Members(System.Text.Json.JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
