using HeadlessKey.Email;

namespace HeadlessKey.Tests.Email;

[Promise("A3")]
public sealed class AccountLinksTests
{
    private static HeadlessKeyOptions Options { get; } = new() { PublicUrl = "https://auth.example.com/" };

    [Fact]
    public void Without_pages_of_its_own_a_site_gets_the_built_in_ones()
    {
        var links = new AccountLinks(Options);

        links.ResetPassword("ada", "t0k").ShouldBe("https://auth.example.com/account/reset#token=t0k&login=ada");
        links.VerifyEmail("t0k").ShouldBe("https://auth.example.com/account/verify#token=t0k");
        links.Register("ada@example.com", "t0k").ShouldBe("https://auth.example.com/account/register#invitation=t0k&email=ada%40example.com");
        links.AskForReset().ShouldBe("https://auth.example.com/account/reset");
    }

    [Theory]
    [InlineData("https://app.example.com/reset", "https://app.example.com/reset#token=t0k&login=ada")]
    [InlineData("https://app.example.com/reset?lang=de", "https://app.example.com/reset?lang=de#token=t0k&login=ada")]
    [InlineData("https://app.example.com/#/reset", "https://app.example.com/#/reset?token=t0k&login=ada")]
    [InlineData("https://app.example.com/?a=1#/reset", "https://app.example.com/?a=1#/reset?token=t0k&login=ada")]
    [InlineData("https://app.example.com/#/reset?lang=de", "https://app.example.com/#/reset?lang=de&token=t0k&login=ada")]
    public void The_secret_stands_behind_the_hash_of_a_page_of_ones_own(string page, string link) =>
        new AccountLinks(With(page)).ResetPassword("ada", "t0k").ShouldBe(link);

    [Theory]
    [InlineData("https://app.example.com/reset")]
    [InlineData("https://app.example.com/reset?lang=de")]
    [InlineData("https://app.example.com/#/reset")]
    public void No_server_sees_the_secret(string page) =>
        new Uri(new AccountLinks(With(page)).ResetPassword("ada", "t0k")).GetLeftPart(UriPartial.Query).ShouldNotContain("t0k");

    [Fact]
    public void A_login_cannot_add_to_the_link() =>
        new AccountLinks(Options).ResetPassword("a&token=b c#d", "t0k")
            .ShouldBe("https://auth.example.com/account/reset#token=t0k&login=a%26token%3Db%20c%23d");

    private static HeadlessKeyOptions With(string page) => new() { PublicUrl = "https://auth.example.com", Links = new LinkOptions { ResetPassword = page } };
}
