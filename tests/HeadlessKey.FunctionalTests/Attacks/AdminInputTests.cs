using System.Text;
using HeadlessKey.Access;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Whatever is sent to the admin API, it answers in the contract's words, changes nothing by mistake, and tells no secret.</summary>
public sealed class AdminInputTests
{
    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "\"text\"", "{\"a\":1,\"a\":2}", "{\"password\":\"\\u0000\"}", "{\"changes\":{\"a\":{\"b\":{\"c\":{}}}}}", "\u0001", "{\"roles\":[[[[[[1]]]]]]}",
        "{\"key\":5,\"algorithm\":[],\"network\":{},\"to\":true,\"login\":null,\"email\":[],\"passphrase\":1}", new('x', 2000),
    ];

    [Theory, EveryEngine, Promise("W1")]
    public async Task Odd_bodies_are_refused_and_leave_the_server_as_it_was(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var before = await StateAsync(server);

        foreach (var route in Routes(server).Where(route => route.Method is "POST" or "PUT" or "PATCH" && TakesBody(route.Path)))
        {
            foreach (var body in Bodies)
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                var answer = await server.Client.SendAsync(
                    new HttpMethod(route.Method), AdminClient.Root + route.Path, content, null, ("Cookie", admin.Cookie!), ("Origin", TestServer.PublicUrl));

                answer.Status.ShouldBeInRange(400, 499, $"{route.Method} {route.Path} with {body[..Math.Min(body.Length, 60)]}: {answer.Body}");
                answer.Json.GetProperty("data").GetProperty("status").GetInt32().ShouldBe(answer.Status);
            }
        }

        (await StateAsync(server)).ShouldBe(before);
        server.Log.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory, EveryEngine]
    public async Task Odd_paths_and_queries_are_refused_or_find_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        foreach (var path in new[]
        {
            "/users/0", "/users/-1", "/users/99999999999999999999", "/users/abc", "/users/1%2F2", "/sessions/%00", "/keys/..%2f..", "/email/preview/..%2f..%2fmaster.key",
            "/settings/history/0/undo", "/nothing", "/users/1/nothing", "/email/captured/..%2f..%2fheadlesskey.db",
        })
        {
            (await admin.GetAsync(path)).Status.ShouldBeInRange(400, 404, path);
        }

        foreach (var query in new[] { "search='", "search=%25%25%25", "search=!_%25", "search=%27%20or%201%3D1%20--", "role='", "search=" + new string('x', 201), "after=-1", "count=1e9" })
        {
            (await admin.GetAsync($"/users?{query}")).Status.ShouldBeOneOf([200, 400], query);
        }

        (await admin.GetAsync("/users?search=%27%20or%201%3D1%20--")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task A_form_of_a_page_works_no_better_than_any_other_body(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        foreach (var origin in new[] { "https://evil.example", null })
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("changes", "x"), KeyValuePair.Create("network", "203.0.113.0/24")]);
            List<(string, string)> headers = [("Cookie", admin.Cookie!)];
            if (origin is not null)
            {
                headers.Add(("Origin", origin));
            }

            (await server.Client.SendAsync(HttpMethod.Post, AdminClient.Root + "/bans", form, null, [.. headers])).ExpectError(403, "headlesskey_admin_wrong_origin");
        }

        (await server.QueryAsync("select * from bans", "network")).ShouldBeEmpty();
    }

    [Theory, EveryEngine, Promise("W3")]
    public async Task No_secret_comes_back_or_into_the_log(string engine)
    {
        const string canary = "canary-of-the-administrator-77";
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var id = await server.UserIdAsync();

        Answer[] answers =
        [
            await admin.SignInAsync("nobody", canary),
            await admin.ConfirmAsync(canary),
            await admin.PostAsync($"/users/{id}/password", new { password = canary }),
            await admin.PostAsync("/users", new { login = "canary", email = "canary@example.test", password = canary + "-2" }),
            await admin.PostAsync("/keys/import", new { algorithm = "HS256", key = canary + "-which-is-long-enough-to-sign-with" }),
            await admin.PostAsync("/keys/import", new { algorithm = "RS256", key = canary }),
            await admin.PostAsync("/sites", new { key = "west", url = "https://west.example.test", algorithm = "HS256", token_secret = canary + "-tokens-of-west", secret = canary + "-shared-with-west" }),
            await admin.PostAsync("/sites", new { key = "west", url = "https://west.example.test", algorithm = "ES256", secret = canary + "-but-the-key-is-taken" }),
            await admin.GetAsync("/sites"),
            await admin.GetAsync("/sites/west"),
            await admin.PostAsync("/system/backup", new { passphrase = "canary-of" }),
            await admin.GetAsync("/keys"),
            await admin.GetAsync("/activity"),
            await admin.GetAsync($"/users/{id}"),
            await admin.GetAsync("/settings"),
        ];

        foreach (var answer in answers)
        {
            answer.Body.ShouldNotContain(canary);
            answer.Body.ShouldNotContain(admin.Secret);
        }

        string.Join('\n', server.Log.Lines).ShouldNotContain(canary);
        string.Join('\n', server.Log.Lines).ShouldNotContain(admin.Secret);
        (await server.QueryAsync("select * from security_events", "type", "detail", "user_agent")).ShouldNotContain(row => row.Contains(canary, StringComparison.Ordinal));
        (await server.QueryAsync("select * from signing_keys", "kid", "sealed_key")).ShouldNotContain(row => row.Contains(canary, StringComparison.Ordinal));
    }

    [Theory, EveryEngine]
    public async Task Many_who_use_one_session_at_its_end_do_not_revive_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var admin = await AdminClient.SignInAsync(server);

            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i == 25 ? admin.DeleteAsync("/session") : admin.GetAsync("/session")));

            answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 401);
            (await admin.GetAsync("/session")).Expect(401);
            (await admin.ConfirmAsync()).Expect(401);
            (await server.QueryAsync("select * from admin_sessions", "secret_hash")).ShouldBeEmpty();
        }
    }

    private static IEnumerable<(string Method, string Path)> Routes(TestServer server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is { } rule && (rule == AccessRule.Admin || rule == AccessRule.ConfirmedAdmin))
            .Select(endpoint => (
                endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single(),
                endpoint.RoutePattern.RawText![AdminClient.Root.Length..].Replace("{id:long}", "1", StringComparison.Ordinal).Replace("{kid}", "unknown", StringComparison.Ordinal).Replace("{delivery:long}", "1", StringComparison.Ordinal)));

    // Those that do something without being told more.
    private static bool TakesBody(string path) =>
        !path.EndsWith("/verify", StringComparison.Ordinal) && !path.EndsWith("able", StringComparison.Ordinal) && !path.EndsWith("/unlock", StringComparison.Ordinal)
        && !path.EndsWith("/verify-email", StringComparison.Ordinal) && !path.EndsWith("/force-reset", StringComparison.Ordinal) && !path.EndsWith("/rotate", StringComparison.Ordinal)
        && !path.EndsWith("/retry", StringComparison.Ordinal) && !path.EndsWith("/test", StringComparison.Ordinal) && !path.EndsWith("/replay", StringComparison.Ordinal);

    private static async Task<List<string>> StateAsync(TestServer server) =>
    [
        .. await server.QueryAsync("select * from users", "login", "version"),
        .. await server.QueryAsync("select * from signing_keys", "kid"),
        .. await server.QueryAsync("select * from bans", "network"),
        .. await server.QueryAsync("select * from sso_sites", "key"),
        .. await server.QueryAsync("select * from settings", "key", "value"),
        .. await server.QueryAsync("select * from admin_sessions", "secret_hash"),
    ];
}
