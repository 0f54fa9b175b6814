using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Http;

namespace HeadlessKey.Tests.Http;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \t\n", null)]
    [InlineData("Mozilla/5.0", "Mozilla/5.0")]
    [InlineData("a\r\nb", "a  b")]
    [InlineData("a\0b\u001b[31m", "a b [31m")]
    [InlineData("a\u0085b\u007fc", "a b c")]
    [InlineData("abcdefghijklmnop", "abcdefghijkl")]
    [InlineData("abcdefghijk🔑", "abcdefghijk")]
    [InlineData("abcdefghij🔑x", "abcdefghij🔑")]
    public void Text_is_cut_and_cleaned(string? text, string? expected) => CleanText.Cut(text, 12).ShouldBe(expected);

    [Fact]
    public void Whatever_the_text_it_is_short_and_on_one_line() =>
        Prop.ForAll<string>(text => CleanText.Cut(text, 12) is not { } clean || (clean.Length <= 12 && !clean.Any(char.IsControl)))
            .QuickCheckThrowOnFailure();
}
