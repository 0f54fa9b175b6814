using HeadlessKey.ActivityLog;

namespace HeadlessKey.Tests.ActivityLog;

public sealed class SealAnchorTests
{
    private static readonly SealAnchor Anchor = new(12, 3456, new string('a', 64));

    [Theory]
    [InlineData("{0}")]
    [InlineData("2026-11-26T04:00:00+00:00 {0}")]
    [InlineData("{{\"data\":{{\"detail\":\"{0}\"}}}}")]
    [InlineData("the last one was {0}.")]
    public void It_is_found_in_whatever_it_stands(string line) =>
        SealAnchor.In(string.Format(null, line, Anchor)).ShouldBe([Anchor]);

    [Fact]
    public void All_of_a_line_are_found() => SealAnchor.In($"{Anchor} {Anchor with { Number = 13 }}").Select(anchor => anchor.Number).ShouldBe([12, 13]);

    [Theory]
    [InlineData("")]
    [InlineData("seal.v1.12.3456.abc")]
    [InlineData("seal.v2.12.3456.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("seal.v1.-1.3456.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("seal.v1.99999999999999999999.1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_none_is_not_taken_for_one(string line) => SealAnchor.In(line).ShouldBeEmpty();
}
