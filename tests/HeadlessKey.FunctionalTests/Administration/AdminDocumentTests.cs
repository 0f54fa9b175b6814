using System.Text.Json;
using HeadlessKey.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>The OpenAPI document of the admin API says what the answers are.</summary>
public sealed class AdminDocumentTests
{
    [Theory, EveryEngine]
    public async Task Every_route_is_documented_with_how_one_gets_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var document = (await server.Client.GetAsync("/openapi/v1.json")).Expect(200).Json;
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(AdminClient.Root, StringComparison.Ordinal)).ToList();

        routes.Count.ShouldBeGreaterThan(40);
        foreach (var route in routes)
        {
            var path = route.RoutePattern.RawText!.Replace(":long", string.Empty, StringComparison.Ordinal);
            foreach (var method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                var operation = document.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant());
                operation.GetProperty("operationId").GetString().ShouldBe(route.Metadata.GetRequiredMetadata<RouteName>().Name);
                operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
                var rule = route.Metadata.GetRequiredMetadata<AccessRule>();
                var secured = operation.TryGetProperty("security", out var security) && security.GetRawText().Contains("adminSession", StringComparison.Ordinal);
                secured.ShouldBe(rule != AccessRule.Public, path);
                if (rule == AccessRule.ConfirmedAdmin)
                {
                    operation.GetProperty("description").GetString()!.ShouldContain("password");
                    operation.GetProperty("responses").TryGetProperty("403", out _).ShouldBeTrue(path);
                }
            }
        }
    }

    [Theory, EveryEngine]
    public async Task What_is_read_has_the_members_that_the_document_says(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        (await server.Client.LoginAsync()).Expect(200);
        var admin = await AdminClient.SignInAsync(server);
        (await admin.ChangeAsync("SiteName", "x")).Expect(200);
        (await admin.PostAsync("/bans", new { network = "203.0.113.0/24" })).Expect(201);
        (await admin.PostAsync("/sites", new { key = "west", url = "https://west.example.test", algorithm = "ES256" })).Expect(201);
        (await admin.PostAsync("/email/test", new { to = "me@example.test" })).Expect(200);
        var id = await server.UserIdAsync();
        var mail = (await admin.GetAsync("/email/captured")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        var document = (await server.Client.GetAsync("/openapi/v1.json")).Json;

        foreach (var (route, path) in (IEnumerable<(string, string)>)
        [
            ("/session", "/session"), ("/overview", "/overview"), ("/settings", "/settings"), ("/settings/history", "/settings/history"), ("/users", "/users"),
            ("/users/{id}", $"/users/{id}"), ("/users/{id}/sessions", $"/users/{id}/sessions"), ("/sessions", "/sessions"), ("/keys", "/keys"), ("/access", "/access"),
            ("/bans", "/bans"), ("/activity", "/activity"), ("/activity/types", "/activity/types"), ("/hooks", "/hooks"), ("/webhooks", "/webhooks"), ("/sites", "/sites"), ("/sites/{key}", "/sites/west"),
            ("/email", "/email"), ("/email/queue", "/email/queue"),
            ("/email/preview/{kind}", "/email/preview/test"), ("/email/captured", "/email/captured"), ("/email/captured/{id}", $"/email/captured/{mail}"),
            ("/system", "/system"), ("/system/doctor", "/system/doctor"),
        ])
        {
            var schema = document.GetProperty("paths").GetProperty(AdminClient.Root + route).GetProperty("get").GetProperty("responses").GetProperty("200")
                .GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Compare(document, schema, (await admin.GetAsync(path)).Expect(200).Json, path);
        }
    }

    /// <summary>An object has exactly the members of its schema, all the way down.</summary>
    private static void Compare(JsonElement document, JsonElement schema, JsonElement value, string where)
    {
        schema = Resolve(document, schema);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when schema.TryGetProperty("properties", out var properties):
                value.EnumerateObject().Select(member => member.Name).ShouldBe(properties.EnumerateObject().Select(member => member.Name), ignoreOrder: true, where);
                foreach (var member in value.EnumerateObject())
                {
                    Compare(document, properties.GetProperty(member.Name), member.Value, $"{where}.{member.Name}");
                }

                break;
            case JsonValueKind.Array when schema.TryGetProperty("items", out var items) && value.GetArrayLength() > 0:
                Compare(document, items, value[0], $"{where}[]");
                break;
        }
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            schema = choices.EnumerateArray().Last(choice => !choice.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "null");
        }

        return schema.TryGetProperty("$ref", out var reference)
            ? Resolve(document, document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]))
            : schema;
    }
}
