using HeadlessKey.Email;

namespace HeadlessKey.Tests.Email;

/// <summary>A mail server's words go to the log and to the operator; what we told it in confidence does not come back in them.</summary>
public sealed class SmtpReplyTests
{
    private const string Mail = "Hello Ada,\n\nhttps://auth.example.test/account/reset#token=Zm9vYmFyLWJhei1xdXV4&login=ada\n\n    48151623\n";

    [Theory]
    [InlineData("4.7.1 Try again in 5 minutes", "451 4.7.1 Try again in 5 minutes")]
    [InlineData("bad link https://auth.example.test/account/reset#token=Zm9vYmFyLWJhei1xdXV4&login=ada", "451 bad link …")]
    [InlineData("bad token=3DZm9vYmFyLWJhei1xdXV4, sorry", "451 bad … sorry")]
    [InlineData("bad ZM9VYMFYLWJHEI1XDXV4", "451 bad …")]
    [InlineData("bad YmFyLWJhei", "451 bad …")]
    [InlineData("what is <48151623>?", "451 what is …")]
    [InlineData("no \u0007 bell\u2028 and no line", "451 no   bell  and no line")]
    public void What_was_in_the_mail_is_left_out(string said, string quoted) => new SmtpReply(451, [said]).Quote(Mail).ShouldBe(quoted);

    [Fact]
    public void A_short_secret_is_left_out_as_a_whole() =>
        new SmtpReply(535, ["s3cret is wrong for Mailer"]).Quote("mailer", "s3cret").ShouldBe("535 … is wrong for …");

    [Fact]
    public void A_long_reply_is_cut() => new SmtpReply(550, [.. Enumerable.Repeat("no ", 1000)]).Quote().Length.ShouldBeLessThanOrEqualTo(300);

    [Theory]
    [InlineData(250, true, false)]
    [InlineData(354, false, false)]
    [InlineData(451, false, false)]
    [InlineData(550, false, true)]
    public void The_first_digit_says_what_it_means(int code, bool positive, bool final)
    {
        var reply = new SmtpReply(code, ["what we said"]);

        (reply.IsPositive, reply.IsFinal).ShouldBe((positive, final));
        reply.ToString().ShouldNotContain("what we said");
    }
}
