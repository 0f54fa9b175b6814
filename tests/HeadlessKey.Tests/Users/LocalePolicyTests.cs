using HeadlessKey.Users;

namespace HeadlessKey.Tests.Users;

public sealed class LocalePolicyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("en")]
    [InlineData("en_US")]
    [InlineData("zh-CN")]
    [InlineData("zh-Hans-CN")]
    [InlineData("de_DE_formal")]
    public void A_locale_will_do(string locale) => LocalePolicy.FindFault(locale).ShouldBeNull();

    [Theory]
    [InlineData("e")]
    [InlineData("english")]
    [InlineData("en US")]
    [InlineData("en__US")]
    [InlineData("en_US\n")]
    [InlineData("_US")]
    [InlineData("../en")]
    [InlineData("en-a-b")]
    public void Anything_else_will_not(string locale) => LocalePolicy.FindFault(locale).ShouldNotBeNull();
}
