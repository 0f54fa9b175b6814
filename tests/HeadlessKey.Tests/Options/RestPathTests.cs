namespace HeadlessKey.Tests.Options;

public sealed class RestPathTests
{
    [Theory]
    [InlineData("/wp-json", true)]
    [InlineData("/a/b.c/d_e", true)]
    [InlineData("/", false)]
    [InlineData("//a", false)]
    [InlineData("/a//b", false)]
    [InlineData("/a?b", false)]
    [InlineData("/ä", false)]
    public void A_prefix_holds_segments(string text, bool expected) => RestPath.IsPrefix(text).ShouldBe(expected);

    [Theory]
    [InlineData("v1", true)]
    [InlineData("my-name_1.0", true)]
    [InlineData("v1\n", false)]
    [InlineData("a/b", false)]
    [InlineData("*", false)]
    public void A_segment_holds_no_slash(string text, bool expected) => RestPath.IsSegment(text).ShouldBe(expected);
}
