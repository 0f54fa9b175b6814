using System.Net.Http.Json;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Speaks the admin API as our own pages do: with the cookie, and from the right origin.</summary>
public sealed class AdminClient(TestServer server)
{
    public const string Root = "/admin/api/v1";
    public const string Login = "root";
    public const string Email = "root@example.test";
    public const string Password = "a horse of another battery";
    public const string CookieName = "__Host-headlesskey-admin";

    /// <summary>What the browser sends, as <c>name=value</c>; null: nothing yet.</summary>
    public string? Cookie { get; set; }

    public string Secret => Cookie!.Split('=', 2)[1];

    public Answer? SignedIn { get; private set; }

    /// <summary>An administrator, made if there is none yet, signed in.</summary>
    public static async Task<AdminClient> SignInAsync(TestServer server, TestServer? at = null)
    {
        if ((await server.QueryAsync($"select login from users where login = '{Login}'", "login")).Count == 0)
        {
            await server.AddUserAsync(Login, Email, Password, "administrator");
        }

        var client = new AdminClient(at ?? server);
        (await client.SignInAsync(Login, Password)).Expect(200);
        return client;
    }

    public async Task<Answer> SignInAsync(string username, string password)
    {
        var answer = await PostAsync("/session", new { username, password });
        if (answer.Status == 200)
        {
            SignedIn = answer;
            Cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }

        return answer;
    }

    public Task<Answer> ConfirmAsync(string password = Password) => PostAsync("/session/confirm", new { password });

    public Task<Answer> GetAsync(string route) => SendAsync(HttpMethod.Get, route);

    public Task<Answer> PostAsync(string route, object? body = null) => SendAsync(HttpMethod.Post, route, body);

    public Task<Answer> PatchAsync(string route, object body) => SendAsync(HttpMethod.Patch, route, body);

    public Task<Answer> PutAsync(string route, object body) => SendAsync(HttpMethod.Put, route, body);

    public Task<Answer> DeleteAsync(string route) => SendAsync(HttpMethod.Delete, route);

    public Task<Answer> SendAsync(HttpMethod method, string route, object? body = null, string? origin = TestServer.PublicUrl, params (string Name, string Value)[] headers)
    {
        List<(string, string)> all = [.. headers];
        if (Cookie is not null)
        {
            all.Add(("Cookie", Cookie));
        }

        if (origin is not null && method != HttpMethod.Get)
        {
            all.Add(("Origin", origin));
        }

        return server.Client.SendAsync(method, Root + route, body is null ? null : JsonContent.Create(body), null, [.. all]);
    }
}
