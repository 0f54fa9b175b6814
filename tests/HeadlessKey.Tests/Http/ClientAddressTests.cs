using System.Net;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Tests.Http;

[Promise("G5")]
public sealed class ClientAddressTests
{
    private const string Proxy = "10.0.0.2";

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("203.0.113.7, 10.0.0.2")]
    public void Without_trusted_proxies_whoever_connects_is_the_client(string header) => Find("192.0.2.1", header).ShouldBe("192.0.2.1");

    [Fact]
    public void Who_is_no_trusted_proxy_is_not_believed() => Find("192.0.2.1", "203.0.113.7", Proxy).ShouldBe("192.0.2.1");

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7", "203.0.113.7")] // the left end is the client's own invention
    [InlineData("203.0.113.7, 10.0.0.3", "203.0.113.7")] // two of our proxies
    [InlineData("10.0.0.9, 203.0.113.7, 10.0.0.3", "203.0.113.7")] // a lie inside our own network's range
    [InlineData("203.0.113.7:4711", "203.0.113.7")]
    [InlineData("[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData(" ,, 203.0.113.7 ,", "203.0.113.7")]
    [InlineData("10.0.0.3, 10.0.0.4", "10.0.0.3")] // nobody but us
    public void The_list_is_walked_from_the_right(string header, string client) => Find(Proxy, header, "10.0.0.0/8").ShouldBe(client);

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("203.0.113.7, unknown")]
    [InlineData("203.0.113.7, _hidden")]
    [InlineData("127.1")]
    [InlineData("1234")]
    [InlineData("fe80::1%eth0")]
    [InlineData("203.0.113.7 198.51.100.1")]
    [InlineData("203.0.113.300")]
    [InlineData("' or 1=1 --")]
    public void A_hop_that_is_no_address_ends_the_walk_at_the_proxy(string header) => Find(Proxy, header, "10.0.0.0/8").ShouldBe(Proxy);

    [Fact]
    public void A_list_without_end_is_not_walked_to_its_end() =>
        Find(Proxy, "203.0.113.7" + string.Concat(Enumerable.Repeat(",10.0.0.3", 5000)), "10.0.0.0/8").ShouldBe("10.0.0.3");

    [Fact]
    public void A_proxy_over_ipv4_on_an_ipv6_socket_is_the_same_proxy() => Find("::ffff:10.0.0.2", "203.0.113.7", Proxy).ShouldBe("203.0.113.7");

    [Theory]
    [InlineData("for=203.0.113.7", "203.0.113.7")]
    [InlineData("for=198.51.100.1;proto=https, FOR=203.0.113.7;by=10.0.0.2", "203.0.113.7")]
    [InlineData("by=10.0.0.2;for=\"[2001:db8::1]:4711\"", "2001:db8::1")]
    [InlineData("for=203.0.113.7;host=\"a,b;for=198.51.100.1\"", "203.0.113.7")] // inside quotes nothing is separated
    [InlineData("for=203.0.113.7, for=\"10.0.0.3\"", "203.0.113.7")]
    [InlineData("for=203.0.113.7, proto=https", Proxy)]
    [InlineData("for=unknown", Proxy)]
    public void The_standard_header_says_the_same(string header, string client) =>
        Find(Proxy, header, ProxyOptions.Forwarded, "10.0.0.0/8").ShouldBe(client);

    [Fact]
    public void Only_the_header_that_is_set_is_read()
    {
        var headers = new HeaderDictionary { ["Forwarded"] = "for=198.51.100.1", ["X-Forwarded-For"] = "203.0.113.7" };

        Resolver(ProxyOptions.XForwardedFor, Proxy).Find(IPAddress.Parse(Proxy), headers)!.ToString().ShouldBe("203.0.113.7");
        Resolver(ProxyOptions.Forwarded, Proxy).Find(IPAddress.Parse(Proxy), headers)!.ToString().ShouldBe("198.51.100.1");
    }

    [Fact]
    public void A_connection_without_an_address_has_none() =>
        Resolver(ProxyOptions.XForwardedFor, Proxy).Find(remote: null, new HeaderDictionary { ["X-Forwarded-For"] = "203.0.113.7" }).ShouldBeNull();

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    [InlineData(null, "unknown")]
    public void An_ipv6_customer_counts_as_one(string? address, string network) => ClientNetwork.Of(address).ShouldBe(network);

    private static string Find(string remote, string header, params string[] trusted) =>
        Resolver(ProxyOptions.XForwardedFor, trusted).Find(IPAddress.Parse(remote), new HeaderDictionary { ["X-Forwarded-For"] = header })!.ToString();

    private static string Find(string remote, string header, string name, string trusted) =>
        name == ProxyOptions.Forwarded
            ? Resolver(name, trusted).Find(IPAddress.Parse(remote), new HeaderDictionary { ["Forwarded"] = header })!.ToString()
            : Find(remote, header, [name, trusted]);

    private static ClientAddress Resolver(string header, params string[] trusted) =>
        new(new HeadlessKeyOptions { Proxies = new ProxyOptions { Trusted = trusted, Header = header } });
}
