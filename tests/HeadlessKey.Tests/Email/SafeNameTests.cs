using HeadlessKey.Email;
using HeadlessKey.Http;

namespace HeadlessKey.Tests.Email;

/// <summary>Whoever registers chooses a name, and perhaps somebody else's address: our mail must not carry their message.</summary>
public sealed class SafeNameTests
{
    [Theory]
    [InlineData("Click http://evil.example")]
    [InlineData("hxxps://evil")]
    [InlineData("You won! www evil com")]
    [InlineData("www.evil")]
    [InlineData("evil.com")]
    [InlineData("Visit EVIL.Example now")]
    [InlineData("evil。中国")]
    [InlineData("evil．com")]
    [InlineData("call me@evil.example")]
    [InlineData("evil/path")]
    [InlineData("<b>Ada</b>")]
    [InlineData("Congratulations, you have won a prize of one million euros")]
    [InlineData("")]
    [InlineData("  ")]
    public void A_name_that_a_mail_program_could_make_a_link_of_is_not_shown(string name)
    {
        SafeName.Greet(name, Language.English).ShouldBe("there");
        SafeName.Greet(name, Language.SimplifiedChinese).ShouldBe("尊敬的用户");
    }

    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("J. R. R. Tolkien")]
    [InlineData("J.R.R. Tolkien")]
    [InlineData("Dr. O'Neil-Smith, Ph.D")]
    [InlineData("李小龙")]
    [InlineData("ada1815")]
    public void An_honest_name_is_shown(string name) => SafeName.Greet(name, Language.English).ShouldBe(name);

    [Fact]
    public void A_name_is_one_line() => SafeName.Greet("Ada\r\nBcc: all", Language.English).ShouldBe("Ada  Bcc: all");

    [Theory]
    [InlineData("evil.com", "evil.\u2060com")]
    [InlineData("ada@example.test", "ada@\u2060example.\u2060test")]
    [InlineData("ada", "ada")]
    public void A_login_reads_the_same_but_is_no_link(string login, string shown) => SafeName.Login(login).ShouldBe(shown);

    [Fact]
    public void Whatever_the_name_there_is_no_markup_and_no_link_of_it_in_any_mail()
    {
        foreach (var message in SampleEmail.Each(name: "<a href='//evil'>Click http://evil.example</a> {{link}}", login: "evil.example"))
        {
            var email = SampleEmail.Compose(message);

            $"{email.Subject}{email.Text}{email.Html}".ShouldNotContain("evil.example", Case.Insensitive);
            email.Html.ShouldNotContain("//evil");
        }
    }

    [Fact]
    public void Values_are_escaped_in_html_and_filled_in_once()
    {
        var message = EmailMessage.ResetLink(SampleEmail.To(name: "A & {{code}} \"B\""), "ada", "https://example.test/?a=1&b=%22#<x>", TimeSpan.FromHours(1));

        var email = SampleEmail.Compose(message);

        email.Text.ShouldContain("A & {{code}} \"B\"");
        email.Html.ShouldContain("A &amp; {{code}} &quot;B&quot;");
        email.Html.ShouldContain("href=\"https://example.test/?a=1&amp;b=%22#&lt;x&gt;\"");
    }
}
