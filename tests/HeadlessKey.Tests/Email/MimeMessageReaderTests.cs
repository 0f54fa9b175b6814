using System.Text;
using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Email;

/// <summary>The mails that are shown to administrators are those that were written.</summary>
public sealed class MimeMessageReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string, string> EveryKindAndLanguage => EmailTemplateTests.EveryKindAndLanguage;

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(EveryKindAndLanguage))]
    public void What_was_written_is_read(string kind, string language)
    {
        var email = SampleEmail.Compose(SampleEmail.Each(Enum.Parse<Language>(language)).Single(message => message.Kind == kind));
        var raw = new MimeMessageWriter(new ManualClock()).Write(email, MailboxAddress.Parse(email.From)!, MailboxAddress.Parse(email.To)!);

        var (from, to, subject, text, html) = MimeMessageReader.Read(Encoding.UTF8.GetString(raw));

        from.ShouldContain(email.From);
        to.ShouldBe(email.To);
        subject.ShouldBe(email.Subject);
        text.ShouldBe(email.Text);
        html.ShouldBe(email.Html);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no mail")]
    [InlineData("Subject: x\r\n\r\nhello")]
    [InlineData("Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Transfer-Encoding: 8bit\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--b\r\n\r\n--b--\r\n")]
    public void What_somebody_else_has_written_is_refused(string raw) => Should.Throw<FormatException>(() => MimeMessageReader.Read(raw));

    [Fact]
    public async Task The_folder_is_listed_newest_first_and_what_is_no_mail_is_passed_over()
    {
        var clock = new ManualClock();
        var options = new HeadlessKeyOptions { Storage = new StorageOptions { DataFolder = folder.Path } };
        var sender = new FileEmailSender(options, new MimeMessageWriter(clock), clock);
        var captured = new CapturedEmails(sender);
        captured.List(10).ShouldBeEmpty();
        var messages = SampleEmail.Each(Language.English).Take(3).ToList();
        foreach (var message in messages)
        {
            var email = SampleEmail.Compose(message);
            await sender.SendAsync(
                new OutgoingEmail
                {
                    Kind = email.Kind, MessageId = $"{HeadlessKey.Secrets.RandomId.Handle()}@example.test", From = email.From, FromName = email.FromName, To = email.To,
                    Subject = email.Subject, Text = email.Text, Html = email.Html, Language = email.Language,
                },
                CancellationToken.None);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await File.WriteAllTextAsync(Path.Combine(sender.Folder, "notes.eml"), "mine");
        await File.WriteAllTextAsync(Path.Combine(sender.Folder, $"20300101-120009000-test-{new string('a', 32)}.eml"), "broken");

        var list = captured.List(10);
        list.Select(email => email.Kind).ShouldBe(messages.Select(message => message.Kind).Reverse());
        captured.List(2).Count.ShouldBeLessThanOrEqualTo(2);
        captured.Find(list[0].Id)!.Subject.ShouldBe(list[0].Subject);
        list[0].At.ShouldBe(ManualClock.Start + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../master")]
    [InlineData("/etc/passwd")]
    [InlineData("notes")]
    [InlineData("20300101-120000000-test-0123456789abcdef0123456789abcdef")]
    [InlineData("20300101-120000000-../../x-0123456789abcdef0123456789abcdef")]
    [InlineData("99999999-999999999-test-0123456789abcdef0123456789abcdef")]
    public void A_name_that_is_none_of_ours_leads_nowhere(string id)
    {
        var clock = new ManualClock();
        var options = new HeadlessKeyOptions { Storage = new StorageOptions { DataFolder = folder.Path } };

        new CapturedEmails(new FileEmailSender(options, new MimeMessageWriter(clock), clock)).Find(id).ShouldBeNull();
    }
}
