using HeadlessKey.Settings;

namespace HeadlessKey.Tests.Settings;

public sealed class ShownSettingTests
{
    [Theory]
    [InlineData("https://a.example/path", "https://a.example/path")]
    [InlineData("https://a.example/path?key=1", "https://a.example/path?•••")]
    [InlineData("https://a.example:8443/path#1", "https://a.example:8443/path?•••")]
    [InlineData("https://me:word@a.example/", "https://•••@a.example/")]
    [InlineData("mail.example", "mail.example")]
    [InlineData("a?b", "a?b")]
    public void Of_an_address_only_the_place_is_shown(string text, string shown) => ShownSetting.OfText(text).ShouldBe(shown);
}
