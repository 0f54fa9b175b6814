using Microsoft.Extensions.Configuration;

namespace HeadlessKey.Tests.Email;

/// <summary>Settings with which no mail could ever arrive, or a password would be read on its way, stop the start.</summary>
public sealed class EmailOptionsTests
{
    [Theory]
    [InlineData("no-reply@example.com")]
    [InlineData("阿达@bücher.example")]
    public void A_sender_is_an_address(string from) => Faults(email => email.From = from).ShouldBeEmpty();

    [Theory]
    [InlineData("Example <no-reply@example.com>")]
    [InlineData("no-reply")]
    [InlineData("no-reply@example.com\r\nBcc: x@example.com")]
    [InlineData("")]
    public void A_sender_that_is_no_bare_address_is_refused(string from) =>
        Faults(email => email.From = from).ShouldHaveSingleItem().ShouldStartWith("HeadlessKey:Email:From");

    [Theory]
    [InlineData("localhost", SmtpOptions.Plain, "mailer", true)]
    [InlineData("127.0.0.1", SmtpOptions.Plain, "mailer", true)]
    [InlineData("smtp.example.com", SmtpOptions.Plain, null, true)]
    [InlineData("smtp.example.com", SmtpOptions.Plain, "mailer", false)]
    [InlineData("localhost.example.com", SmtpOptions.Plain, "mailer", false)]
    [InlineData("smtp.example.com", SmtpOptions.StartTls, "mailer", true)]
    [InlineData("smtp.example.com", SmtpOptions.ImplicitTls, "mailer", true)]
    public void A_password_leaves_the_machine_only_protected(string host, string security, string? username, bool fine) =>
        (Faults(email =>
        {
            email.Transport = EmailOptions.SmtpTransport;
            (email.Smtp.Host, email.Smtp.Security, email.Smtp.Username, email.Smtp.Password) = (host, security, username, "secret");
        }).Count == 0).ShouldBe(fine);

    [Fact]
    public void Smtp_needs_a_host() =>
        Faults(email => email.Transport = EmailOptions.SmtpTransport).ShouldHaveSingleItem().ShouldStartWith("HeadlessKey:Email:Smtp:Host");

    private static List<string> Faults(Action<EmailOptions> change)
    {
        var options = SampleEmail.Options();
        change(options.Email);
        return [.. new AccountOptionsValidator(new ConfigurationBuilder().Build()).Validate(name: null, options).Failures ?? []];
    }
}
