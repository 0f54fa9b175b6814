using HeadlessKey.Http;

namespace HeadlessKey.Tests.Http;

public sealed class AddressMaskTests
{
    [Theory]
    [InlineData("203.0.113.77", "full", "203.0.113.77")]
    [InlineData("203.0.113.77", "masked", "203.0.113.0")]
    [InlineData("::ffff:203.0.113.77", "masked", "203.0.113.0")]
    [InlineData("2001:db8:1:2:3:4:5:6", "masked", "2001:db8:1::")]
    [InlineData("203.0.113.77", "none", null)]
    [InlineData("somewhere", "masked", null)]
    [InlineData(null, "masked", null)]
    [InlineData(null, "full", null)]
    public void It_keeps_as_much_as_it_is_told_to(string? address, string kept, string? left) => AddressMask.Of(address, kept).ShouldBe(left);
}
