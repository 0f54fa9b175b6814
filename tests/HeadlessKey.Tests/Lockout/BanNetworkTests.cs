using HeadlessKey.Lockout;

namespace HeadlessKey.Tests.Lockout;

public sealed class BanNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7/32", "203.0.113.7")]
    [InlineData("203.0.113.0/24", "203.0.113.0/24")]
    [InlineData("203.0.113.1/24", "203.0.113.0/24")]
    [InlineData("2001:db8::1", "2001:db8::/64")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    public void A_network_is_kept_in_one_form(string text, string kept) => BanNetwork.Read(text).ShouldBe(kept);

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/24 or so")]
    public void What_is_none_or_everybodys_is_refused(string text) => BanNetwork.Read(text).ShouldBeNull();
}
