using System.Net.Http.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

[Promise("S9")]
public sealed class RevokedEverywhereTests
{
    private static readonly string[] Roots = ["/wp-json/headlesskey/v1", "/wp-json/wpauthapi/v1", "/?rest_route=/headlesskey/v1", "/?rest_route=/wpauthapi/v1"];

    [Theory, EveryEngine]
    public async Task A_revoked_token_fails_at_every_address_and_by_every_transport(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        await ExpectEverywhereAsync(server, login, "/token/validate", 200);

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

        await ExpectEverywhereAsync(server, login, "/token/validate", 401);
        foreach (var root in Roots)
        {
            foreach (var body in Bodies(("token", login.AccessToken)).Concat(Bodies(("refresh_token", login.RefreshToken))))
            {
                (await server.Client.SendAsync(HttpMethod.Post, root + "/token/refresh", body)).ExpectError(401, "headlesskey_revoked_token");
            }
        }
    }

    [Theory, EveryEngine]
    public async Task It_fails_whichever_address_took_the_revocation(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var root in Roots)
        {
            var login = await server.Client.LoginAsync();
            (await server.Client.SendAsync(HttpMethod.Post, root + "/token/revoke", content: null, login.AccessToken)).Expect(200);

            await ExpectEverywhereAsync(server, login, "/token/validate", 401);
        }
    }

    private static async Task ExpectEverywhereAsync(TestServer server, Answer login, string route, int status)
    {
        foreach (var root in Roots)
        {
            Check(await server.Client.SendAsync(HttpMethod.Post, root + route, content: null, login.AccessToken));
            foreach (var body in Bodies(("token", login.AccessToken)))
            {
                Check(await server.Client.SendAsync(HttpMethod.Post, root + route, body));
            }
        }

        void Check(Answer answer)
        {
            answer.Expect(status);
            answer.Json.GetProperty("valid").GetBoolean().ShouldBe(status == 200);
        }
    }

    private static HttpContent[] Bodies((string Name, string Value) field) =>
    [
        JsonContent.Create(new Dictionary<string, string> { [field.Name] = field.Value }),
        new FormUrlEncodedContent([KeyValuePair.Create(field.Name, field.Value)]),
    ];
}
