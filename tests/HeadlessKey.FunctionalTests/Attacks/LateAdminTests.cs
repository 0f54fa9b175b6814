using HeadlessKey.Access;
using HeadlessKey.Email;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>An administrator who is thrown out when the door has let the request in, and its transaction has not yet begun.</summary>
public sealed class LateAdminTests
{
    private const string HookUrl = "https://hooks.example.test/headlesskey";

    // They are about the session itself, or only read.
    private static readonly string[] Exempt = ["DELETE /session", "POST /session/confirm", "POST /activity/verify"];

    [Theory, EveryEngine, Promise("S1")]
    public async Task What_waits_behind_the_end_of_its_administrator_is_not_done(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var requests = await PrepareAsync(server, admin);
        Routes(server).Except(Exempt).Except(requests.Select(request => $"{request.Method} {request.Route}"), StringComparer.Ordinal).ShouldBeEmpty();
        var id = await server.UserIdAsync(AdminClient.Login);
        var before = await StateAsync(server, id);

        // Their end is written and not yet committed: the door still sees an administrator, and whatever they want to write waits behind it.
        var (held, gate) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var end = server.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync($"update users set disabled_at = 1, version = version + 1 where id = {id}", CancellationToken.None);
            held.SetResult();
            await gate.Task;
            return true;
        });
        await held.Task;
        var late = requests.Select(request => (request, Answer: admin.SendAsync(
            new HttpMethod(request.Method), request.Path, request.Body, TestServer.PublicUrl, ("X-HeadlessKey-Poll", "1")))).ToList(); // does not write at the door
        await Task.Delay(500); // time enough to be let in
        gate.SetResult();
        await end;

        await Task.WhenAll(late.Select(each => each.Answer));
        late.Where(each => each.Answer.Result.Status != 401).Select(each => $"{each.request.Method} {each.request.Route}: {each.Answer.Result.Status}").ShouldBeEmpty();
        (await StateAsync(server, id)).ShouldBe(before);
    }

    private static async Task<List<(string Method, string Route, string Path, object? Body)>> PrepareAsync(TestServer server, AdminClient admin)
    {
        var user = await server.UserIdAsync();
        var session = (await server.Client.LoginAsync()).Expect(200);
        var change = (await admin.ChangeAsync("SiteName", "x")).Expect(200).Json.GetProperty("id").GetInt64();
        (await admin.PostAsync("/bans", new { network = "203.0.113.0/24" })).Expect(201);
        (await admin.PostAsync("/sites", new { key = "west", url = "https://west.example.test", algorithm = "ES256" })).Expect(201);
        var webhook = (await admin.PostAsync("/webhooks", new { url = HookUrl, events = new[] { "login.failed" } })).Expect(201).Json.GetProperty("id").GetString();
        await server.Client.LoginAsync(password: "wrong");
        var delivery = (await admin.GetAsync($"/webhooks/{webhook}/deliveries")).Expect(200).Json.GetProperty("items")[0].GetProperty("id").GetInt64();
        var kid = (await server.QueryAsync("select * from signing_keys", "kid")).Single();
        var sessionId = (await admin.GetAsync($"/users/{user}/sessions")).Expect(200).Json.GetProperty("items")[0].GetProperty("id").GetString();
        session.AccessToken.ShouldNotBeEmpty();
        const string Password = "twelve horses and a staple";
        return
        [
            ("PATCH", "/settings", "/settings", new { changes = new Dictionary<string, object> { ["Sessions:Limit"] = 7 } }),
            ("POST", "/settings/history/{id:long}/undo", $"/settings/history/{change}/undo", null),
            ("GET", "/activity/export", "/activity/export", null),
            ("POST", "/webhooks", "/webhooks", new { url = HookUrl, events = new[] { "*" } }),
            ("PUT", "/webhooks/{id}", $"/webhooks/{webhook}", new { url = HookUrl + "/mine", events = new[] { "*" } }),
            ("DELETE", "/webhooks/{id}", $"/webhooks/{webhook}", null),
            ("POST", "/webhooks/{id}/enable", $"/webhooks/{webhook}/enable", null),
            ("POST", "/webhooks/{id}/disable", $"/webhooks/{webhook}/disable", null),
            ("POST", "/webhooks/{id}/rotate", $"/webhooks/{webhook}/rotate", null),
            ("POST", "/webhooks/{id}/test", $"/webhooks/{webhook}/test", null),
            ("POST", "/webhooks/{id}/deliveries/{delivery:long}/replay", $"/webhooks/{webhook}/deliveries/{delivery}/replay", null),
            ("POST", "/sites", "/sites", new { key = "mine", url = "https://evil.example.test", algorithm = "ES256", role_map = new { x = "administrator" } }),
            ("DELETE", "/sites/{key}", "/sites/west", null),
            ("POST", "/sites/{key}/enable", "/sites/west/enable", null),
            ("POST", "/sites/{key}/disable", "/sites/west/disable", null),
            ("POST", "/users", "/users", new { login = "mine", email = "mine@example.test", password = Password, roles = new[] { "administrator" } }),
            ("DELETE", "/users/{id:long}", $"/users/{user}", null),
            ("PUT", "/users/{id:long}/roles", $"/users/{user}/roles", new { roles = new[] { "administrator" } }),
            ("POST", "/users/{id:long}/disable", $"/users/{user}/disable", null),
            ("POST", "/users/{id:long}/enable", $"/users/{user}/enable", null),
            ("POST", "/users/{id:long}/force-reset", $"/users/{user}/force-reset", null),
            ("POST", "/users/{id:long}/password", $"/users/{user}/password", new { password = Password }),
            ("DELETE", "/users/{id:long}/sessions", $"/users/{user}/sessions", null),
            ("POST", "/users/{id:long}/unlock", $"/users/{user}/unlock", null),
            ("POST", "/users/{id:long}/verify-email", $"/users/{user}/verify-email", null),
            ("DELETE", "/sessions", "/sessions", null),
            ("DELETE", "/sessions/{id}", $"/sessions/{sessionId}", null),
            ("POST", "/keys/import", "/keys/import", new { algorithm = "HS256", key = "a secret of mine that is as long as it must be, and longer: 0123456789abcdef" }),
            ("POST", "/keys/rotate", "/keys/rotate", new { soon = true }),
            ("POST", "/keys/{kid}/retire", $"/keys/{kid}/retire", new { drop = true }),
            ("POST", "/bans", "/bans", new { network = "192.0.2.0/24" }),
            ("DELETE", "/bans", "/bans?network=203.0.113.0/24", null),
            ("POST", "/email/queue/retry", "/email/queue/retry", new { }),
            ("POST", "/email/test", "/email/test", new { to = "me@example.test" }),
            ("POST", "/system/backup", "/system/backup", new { passphrase = Password }),
        ];
    }

    private static IEnumerable<string> Routes(TestServer server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is { } rule && (rule == AccessRule.Admin || rule == AccessRule.ConfirmedAdmin))
            .Select(endpoint => $"{endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single()} {endpoint.RoutePattern.RawText![AdminClient.Root.Length..]}")
            .Where(route => !route.StartsWith("GET ", StringComparison.Ordinal));

    private static async Task<List<string>> StateAsync(TestServer server, long administrator) =>
    [
        .. await server.QueryAsync($"select * from users where id <> {administrator} order by id", "login", "version"),
        .. await server.QueryAsync("select * from signing_keys", "kid", "retires_at"),
        .. await server.QueryAsync("select * from bans", "network"),
        .. await server.QueryAsync("select * from sso_sites", "key", "version"),
        .. await server.QueryAsync("select * from webhooks", "id", "url", "disabled_at"),
        .. await server.QueryAsync("select * from settings", "key", "value"),
        .. await server.QueryAsync($"select * from security_events where actor_id = {administrator} order by id", "type"),
        .. server.Services.GetRequiredService<CapturedEmails>().List(100).Select(mail => mail.To),
    ];
}
