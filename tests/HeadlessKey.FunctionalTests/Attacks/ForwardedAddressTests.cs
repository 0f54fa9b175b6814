using System.Net.Http.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Nobody gets another address by writing it into a header.</summary>
public sealed class ForwardedAddressTests
{
    private static readonly (string Name, string Value)[] Lies =
    [
        ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7"), ("X-Real-IP", "203.0.113.7"), ("X-Client-IP", "203.0.113.7"),
        ("CF-Connecting-IP", "203.0.113.7"), ("True-Client-IP", "203.0.113.7"), ("X-Forwarded", "for=203.0.113.7"), ("X-Originating-IP", "203.0.113.7"),
    ];

    [Theory, EveryEngine, Promise("G5")]
    public async Task Without_trusted_proxies_no_header_changes_the_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await AddressAsync(server, Lies)).ShouldBe("127.0.0.1");
    }

    [Theory, EveryEngine, Promise("G5")]
    public async Task A_proxy_that_is_not_on_the_list_is_not_believed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Proxies:Trusted:0", "10.0.0.0/8"));

        (await AddressAsync(server, Lies)).ShouldBe("127.0.0.1");
    }

    [Theory, EveryEngine, Promise("G5")]
    public async Task Behind_a_trusted_proxy_the_first_stranger_from_the_right_is_the_client(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1"), ("HeadlessKey:Proxies:Trusted:1", "10.0.0.0/8"));

        (await AddressAsync(server, ("X-Forwarded-For", "203.0.113.7, 198.51.100.9, 10.1.2.3"), ("Forwarded", "for=203.0.113.7"))).ShouldBe("198.51.100.9");
        (await AddressAsync(server, ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-For", "198.51.100.9"))).ShouldBe("198.51.100.9");
        (await AddressAsync(server)).ShouldBe("127.0.0.1");
    }

    /// <summary>The address of the session that a sign-in with these headers starts.</summary>
    private static async Task<string> AddressAsync(TestServer server, params (string Name, string Value)[] headers)
    {
        var answer = await server.Client.SendAsync(
            HttpMethod.Post, Intruder.Root + "/token", JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password }), null, headers);
        return (await server.QueryAsync($"select address from sessions where id = '{answer.Expect(200).SessionId}'", "address")).Single();
    }
}
