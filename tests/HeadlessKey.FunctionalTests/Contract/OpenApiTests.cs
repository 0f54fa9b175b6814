using System.Text.Json;
using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.Contract;

public sealed class OpenApiTests
{
    private const string Root = "/wp-json/headlesskey/v1";

    [Theory, EveryEngine]
    public async Task The_document_lists_every_route_with_its_answers(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var paths = (await DocumentAsync(server)).GetProperty("paths");

        foreach (var (route, method, statuses) in (IEnumerable<(string, string, string[])>)
        [
            (Root, "get", ["200"]),
            (Root + "/token", "post", ["200", "400", "401", "403", "413", "429", "503"]),
            (Root + "/login", "post", ["200", "400", "401", "403", "413", "429", "503"]),
            (Root + "/token/validate", "post", ["200", "400", "401", "403", "413", "503"]),
            (Root + "/token/refresh", "post", ["200", "400", "401", "403", "413", "503"]),
            (Root + "/token/revoke", "post", ["200", "400", "401", "413"]),
            (Root + "/register", "post", ["201", "400", "403", "409", "413", "503"]),
            (Root + "/verify-email", "post", ["200", "400", "413"]),
            (Root + "/verify-email/resend", "post", ["200", "400", "413"]),
            (Root + "/forgot-password", "post", ["200", "400", "413"]),
            (Root + "/reset-password", "post", ["200", "400", "413", "503"]),
            (Root + "/change-password", "post", ["200", "400", "401", "413", "429", "503"]),
            (Root + "/me", "get", ["200", "401"]),
            (Root + "/me", "patch", ["200", "400", "401", "409", "413", "429", "503"]),
            (Root + "/jwks", "get", ["200"]),
            ("/healthz", "get", ["200"]),
            ("/readyz", "get", ["200", "503"]),
        ])
        {
            var operation = paths.GetProperty(route).GetProperty(method);
            var limited = route.StartsWith(Root, StringComparison.Ordinal) ? ["429"] : Array.Empty<string>(); // the settings can limit each of them, at any time
            operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).ShouldBe(statuses.Union(limited), ignoreOrder: true);
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Theory, EveryEngine]
    public async Task A_body_is_described_for_json_and_for_forms(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var document = await DocumentAsync(server);

        foreach (var (route, members) in (IEnumerable<(string, string[])>)
        [
            ("/token", ["username", "password", "device", "remember"]),
            ("/login", ["username", "password", "device", "remember"]),
            ("/token/validate", ["token"]),
            ("/token/refresh", ["token", "refresh_token"]),
            ("/token/revoke", ["token", "refresh_token", "scope"]),
            ("/register", ["username", "email", "password", "name", "invitation"]),
            ("/verify-email", ["token"]),
            ("/verify-email/resend", ["login"]),
            ("/forgot-password", ["login", "delivery"]),
            ("/reset-password", ["login", "password", "token", "otp"]),
            ("/change-password", ["current_password", "new_password"]),
            ("/sso/exchange", ["site_key", "token", "signature", "timestamp", "nonce", "device", "remember"]),
            ("/sso/links", ["site_key", "token", "signature", "timestamp", "nonce", "current_password"]),
            ("/sso/logout", ["site_key", "session", "signature", "timestamp", "nonce"]),
        ])
        {
            var content = document.GetProperty("paths").GetProperty(Root + route).GetProperty("post").GetProperty("requestBody").GetProperty("content");
            foreach (var type in (string[])["application/json", "application/x-www-form-urlencoded"])
            {
                var schema = Resolve(document, content.GetProperty(type).GetProperty("schema"));
                schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).ShouldBe(members, ignoreOrder: true);
            }
        }
    }

    [Theory, EveryEngine]
    public async Task The_answer_of_token_is_described_as_it_comes(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var document = await DocumentAsync(server);
        var answer = (await server.Client.LoginAsync()).Json;

        var schema = Resolve(document, document.GetProperty("paths").GetProperty(Root + "/token").GetProperty("post")
            .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"));

        schema.GetProperty("properties").EnumerateObject().Select(member => member.Name)
            .ShouldBe(answer.EnumerateObject().Select(member => member.Name), ignoreOrder: true);
    }

    [Theory, EveryEngine]
    public async Task Every_shape_and_every_member_says_what_it_is(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var shapes = (await DocumentAsync(server)).GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(shape => !shape.Name.StartsWith("Json", StringComparison.Ordinal)).ToList(); // any JSON

        shapes.Count.ShouldBeGreaterThan(60);
        foreach (var shape in shapes)
        {
            shape.Value.GetProperty("description").GetString().ShouldNotBeNullOrEmpty(shape.Name);
            if (shape.Value.TryGetProperty("properties", out var members))
            {
                members.EnumerateObject().Where(member => !IsDescribed(member.Value)).Select(member => $"{shape.Name}.{member.Name}").ShouldBeEmpty();
            }
        }

        // One that may be null is described where it is not.
        static bool IsDescribed(JsonElement member) =>
            member.TryGetProperty("description", out var text) ? text.GetString()!.Length > 0
            : member.TryGetProperty("oneOf", out var choices) && choices.EnumerateArray().Any(IsDescribed);
    }

    [Theory, EveryEngine]
    public async Task The_documents_page_loads_nothing_from_another_host(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var page = (await server.Client.GetAsync("/docs/index.html")).Expect(200).Body;
        var loaded = Regex.Matches(page, """(?:src|href)\s*=\s*["']([^"']+)["']""").Select(match => match.Groups[1].Value).ToList();

        loaded.ShouldNotBeEmpty();
        loaded.ShouldAllBe(address => !address.Contains("//"));
        foreach (var address in loaded.Where(address => !address.StartsWith("data:", StringComparison.Ordinal)))
        {
            (await server.Client.GetAsync("/docs/" + address.TrimStart('.', '/'))).Expect(200);
        }

        (await server.Client.GetAsync("/")).Expect(302).Headers.Location!.ToString().ShouldBe("/docs/");
    }

    [Theory, EveryEngine]
    public async Task Both_can_be_turned_off(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Rest:Docs", "false"));

        (await server.Client.GetAsync("/openapi/v1.json")).Expect(404);
        (await server.Client.GetAsync("/docs/index.html")).Expect(404);
    }

    private static async Task<JsonElement> DocumentAsync(TestServer server) => (await server.Client.GetAsync("/openapi/v1.json")).Expect(200).Json;

    private static JsonElement Resolve(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
}
