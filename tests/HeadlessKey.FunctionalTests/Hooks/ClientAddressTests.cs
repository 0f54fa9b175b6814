using System.Net;
using HeadlessKey.Hooks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Hooks;

public sealed class ClientAddressTests
{
    private const string Jwks = "/wp-json/headlesskey/v1/jwks";

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_may_know_better_whose_request_it_is(string engine)
    {
        var hook = new SwitchHook<ClientAddressResolving>();
        await using var server = await hook.StartAsync(engine, ("HeadlessKey:Access:Networks:jwks", "198.51.100.0/24"));
        hook.Do(static point => point.Address = IPAddress.TryParse(point.Header("cf-connecting-ip"), out var address) ? address : point.Address);

        (await GetAsync(server, "198.51.100.7")).Expect(200);
        (await GetAsync(server, "::ffff:198.51.100.7")).Expect(200);
        (await GetAsync(server, "203.0.113.7")).ExpectError(401, "rest_forbidden");
        (await GetAsync(server, "nonsense")).ExpectError(401, "rest_forbidden");
        (await server.Client.LoginAsync()).Expect(200);
        (await server.QueryAsync("select address from sessions", "address")).ShouldBe(["127.0.0.1"]);

        hook.Throw();
        (await GetAsync(server, "198.51.100.7")).ExpectError(503, "headlesskey_hook_failed");
        hook.Hang();
        (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed");
    }

    private static Task<Answer> GetAsync(TestServer server, string address) =>
        server.Client.SendAsync(HttpMethod.Get, Jwks, content: null, bearer: null, ("CF-Connecting-IP", address));
}
