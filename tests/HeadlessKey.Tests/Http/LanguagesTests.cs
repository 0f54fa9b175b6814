using HeadlessKey.Http;

namespace HeadlessKey.Tests.Http;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("en", "en")]
    [InlineData("en_US", "en")]
    [InlineData("EN-gb", "en")]
    [InlineData("zh_CN", "zh-CN")]
    [InlineData("zh-Hans-CN", "zh-CN")]
    [InlineData("zh", "zh-CN")]
    [InlineData(" zh-SG ", "zh-CN")]
    [InlineData("zh_TW", null)] // written in other characters
    [InlineData("zh-Hant-HK", null)]
    [InlineData("zh_MO", null)]
    [InlineData("de_DE", null)]
    [InlineData("english", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_locale_has_a_language(string? locale, string? tag) =>
        (Languages.OfLocale(locale) is { } language ? Languages.Tag(language) : null).ShouldBe(tag);

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("en;q=0.8,zh-CN", "zh-CN")]
    [InlineData("de,zh-CN;q=0.5,en;q=0.4", "zh-CN")]
    [InlineData("en,zh-CN", "en")] // liked alike: the first
    [InlineData("zh;q=0,en;q=0.1", "en")] // 0 means: not this one
    [InlineData("zh;q=nonsense,en;q=0.1", "en")]
    [InlineData("zh ; q=0.3 , en ; q=0.2", "zh-CN")]
    [InlineData("zh-TW,fr", "en")]
    [InlineData("*", "en")]
    [InlineData(";;;,,,q=1", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void A_header_is_answered_in_the_language_it_likes_best(string? header, string tag) =>
        Languages.Tag(Languages.OfAcceptLanguage(header)).ShouldBe(tag);

    [Fact]
    public void A_header_without_end_is_not_read_to_its_end() =>
        Languages.OfAcceptLanguage(string.Concat(Enumerable.Repeat("de,", 5000)) + "zh").ShouldBe(Language.English);
}
