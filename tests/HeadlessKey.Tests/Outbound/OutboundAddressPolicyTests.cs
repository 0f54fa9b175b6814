using System.Net;
using HeadlessKey.Outbound;

namespace HeadlessKey.Tests.Outbound;

[Promise("R6")]
public sealed class OutboundAddressPolicyTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")] // a cloud's metadata
    [InlineData("169.254.169.254")] // another's
    [InlineData("168.63.129.16")] // a third one's
    [InlineData("192.0.0.192")] // a fourth one's
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")] // 127.0.0.1 behind a translator
    [InlineData("2002:7f00:1::")] // in a 6to4 address
    [InlineData("2001:0:7f00:1::")] // in a Teredo address
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("100::1")]
    public void What_is_inside_the_house_or_nowhere_is_refused(string address) => Policy().Admits(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("192.0.1.1")]
    [InlineData("223.255.255.255")]
    [InlineData("8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    public void What_is_outside_is_admitted(string address) => Policy().Admits(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.2", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.2.0.0", false)]
    [InlineData("fd00::1", true)]
    [InlineData("8.8.8.8", true)]
    public void A_network_that_the_operator_names_is_admitted_and_nothing_beside_it(string address, bool admitted) =>
        Policy("127.0.0.1", "10.1.0.0/16", "fd00::/16").Admits(IPAddress.Parse(address)).ShouldBe(admitted);

    [Fact]
    public void A_public_address_of_this_machine_is_inside_unless_it_is_named()
    {
        Policy().Admits(IPAddress.Parse(Own)).ShouldBeFalse();
        Policy().Admits(IPAddress.Parse($"::ffff:{Own}")).ShouldBeFalse();
        Policy(Own).Admits(IPAddress.Parse(Own)).ShouldBeTrue();
    }

    [Fact]
    public void The_addresses_of_this_machine_are_found()
    {
        using var own = new OwnAddresses();

        own.Contain(IPAddress.Loopback).ShouldBeTrue();
        own.Contain(IPAddress.Parse("8.8.8.8")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("8.8.8.8", false)]
    [InlineData("2606:4700::1111", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    public void Plain_http_goes_to_a_network_that_is_named_and_nowhere_else(string address, bool admitted) =>
        Policy("10.1.0.0/16").Admits(IPAddress.Parse(address), "http").ShouldBe(admitted);

    private const string Own = "9.9.9.10";

    private static OutboundAddressPolicy Policy(params string[] allowed) =>
        new(new HeadlessKeyOptions { Outbound = new OutboundOptions { AllowedNetworks = allowed } }, new OwnAddresses(() => [IPAddress.Parse(Own)]));
}
