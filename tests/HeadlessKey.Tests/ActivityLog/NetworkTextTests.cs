using System.Net;
using HeadlessKey.ActivityLog;

namespace HeadlessKey.Tests.ActivityLog;

public sealed class NetworkTextTests
{
    [Theory]
    [InlineData("0.0.0.0/0", "")]
    [InlineData("10.0.0.0/8", "10.")]
    [InlineData("10.16.0.0/12", "10.")]
    [InlineData("203.0.113.0/24", "203.0.113.")]
    [InlineData("203.0.113.64/26", "203.0.113.")]
    [InlineData("203.0.113.7/32", "203.0.113.")]
    [InlineData("::/0", "")]
    [InlineData("2001:db8::/32", "2001:db8:")]
    [InlineData("2001:db8::/64", "2001:db8:")]
    [InlineData("2001:0:1::/48", "2001:")]
    [InlineData("2001:db8:1:2:3:4:5:6/128", "2001:db8:1:2:3:4:5:")]
    public void The_begin_is_common_to_every_address_of_the_network(string network, string begin)
    {
        var parsed = IPNetwork.Parse(network);

        NetworkText.Prefix(parsed).ShouldBe(begin);
        parsed.BaseAddress.ToString().ShouldStartWith(begin);
    }

    [Theory]
    [InlineData("203.0.113.64/26", "203.0.113.65", true)]
    [InlineData("203.0.113.64/26", "203.0.113.1", false)]
    [InlineData("2001:db8::/32", "2001:db8::1", true)]
    [InlineData("2001:db8::/32", "203.0.113.1", false)]
    [InlineData("0.0.0.0/0", "somewhere", false)]
    [InlineData("0.0.0.0/0", null, false)]
    public void An_address_is_in_it_or_not(string network, string? address, bool isIn) =>
        NetworkText.Contains(IPNetwork.Parse(network), address).ShouldBe(isIn);
}
