using System.Text;
using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Email;

/// <summary>What we write is read back by a parser that knows nothing of the writer.</summary>
public sealed class MimeMessageWriterTests
{
    public static TheoryData<string, string> EveryKindAndLanguage => EmailTemplateTests.EveryKindAndLanguage;

    [Theory, MemberData(nameof(EveryKindAndLanguage))]
    public void A_reader_finds_what_was_written(string kind, string language)
    {
        var email = SampleEmail.Compose(SampleEmail.Each(Enum.Parse<Language>(language)).Single(message => message.Kind == kind));

        var read = ReceivedEmail.Parse(Write(email));

        read.Subject.ShouldBe(email.Subject);
        read.Text.ShouldBe(email.Text);
        read.Html.ShouldBe(email.Html);
        read.Parts.ShouldBe(["text/plain; charset=utf-8", "text/html; charset=utf-8"]);
        read.Header("Content-Language").ShouldBe(email.Language);
    }

    [Fact]
    public void The_headers_are_those_of_a_mail_that_nobody_should_answer()
    {
        var read = ReceivedEmail.Parse(Write(Email()));

        read.Header("Date").ShouldBe("Tue, 01 Jan 2030 12:00:00 +0000");
        read.Header("From").ShouldBe("\"Example & Sons\" <no-reply@auth.example.test>");
        read.Header("To").ShouldBe("<ada@example.test>");
        read.Header("Message-ID").ShouldBe("<0123456789abcdef@auth.example.test>");
        read.Header("Auto-Submitted").ShouldBe("auto-generated");
        read.Header("MIME-Version").ShouldBe("1.0");
        read.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(read.Names.Count);
    }

    [Theory, MemberData(nameof(EveryKindAndLanguage))]
    public void Every_line_is_ascii_ends_in_crlf_and_is_at_most_78_long(string kind, string language)
    {
        var raw = Write(SampleEmail.Compose(SampleEmail.Each(Enum.Parse<Language>(language)).Single(message => message.Kind == kind)));

        raw.ShouldAllBe(one => one < 128);
        var lines = Encoding.ASCII.GetString(raw).Split("\r\n");
        lines.ShouldAllBe(line => line.Length <= 78 && !line.Contains('\n') && !line.Contains('\r'));
    }

    [Theory]
    [InlineData("Hi\r\nBcc: all@evil.example")]
    [InlineData("Hi\nBcc: all@evil.example")]
    [InlineData("Hi\rBcc: all@evil.example")]
    [InlineData("Hi\r\n\r\nBcc: all@evil.example")]
    [InlineData("Hi\u2028Bcc: all@evil.example")]
    [InlineData("Hi\u0085Bcc: all@evil.example")]
    [InlineData("密码\r\nBcc: all@evil.example")]
    public void No_value_can_begin_a_header_of_its_own(string value)
    {
        var email = Email(subject: value, name: value);

        var read = ReceivedEmail.Parse(Write(email));

        read.Names.ShouldNotContain("Bcc");
        read.Raw.Split("\r\n\r\n")[0].ShouldNotContain("\nBcc");
        read.Subject.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("en\r\nBcc: all@evil.example")]
    [InlineData("en\r\n Bcc: all@evil.example\r\nX: y")]
    public void A_language_or_id_with_a_line_end_is_not_written(string value) =>
        Should.Throw<FormatException>(() => Write(Email(language: value)));

    [Theory]
    [InlineData("ada@example.test>\r\nRCPT TO:<all@evil.example")]
    [InlineData("ada@example.test> SIZE=1")]
    [InlineData("ada @example.test")]
    [InlineData("ada@")]
    [InlineData("@example.test")]
    [InlineData("ada@one@two.example")]
    [InlineData("ada\0@example.test")]
    [InlineData("nobody")]
    public void An_address_that_could_break_out_is_none(string address) => MailboxAddress.Parse(address).ShouldBeNull();

    [Theory]
    [InlineData("ada@example.test", "ada@example.test", false)]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example", false)]
    [InlineData("阿达@例子.测试", "阿达@xn--fsqu00a.xn--0zwm56d", true)]
    public void A_domain_travels_in_ascii_and_a_foreign_local_part_needs_a_server_that_takes_it(string address, string text, bool needsUtf8) =>
        MailboxAddress.Parse(address).ShouldBe(new MailboxAddress(text, needsUtf8));

    [Theory]
    [InlineData("Grüße", "=?utf-8?B?R3LDvMOfZQ==?=")]
    [InlineData("plain", "plain")]
    [InlineData("looks =?like a word", "=?utf-8?B?bG9va3MgPT9saWtlIGEgd29yZA==?=")]
    public void A_subject_is_encoded_when_it_must_be(string text, string encoded) => EncodedWord.Encode(text).ShouldBe(encoded);

    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("Ada \"the\" \\ B.", "\"Ada \\\"the\\\" \\\\ B.\"")]
    [InlineData("Ada <ada@evil.example>,", "\"Ada <ada@evil.example>,\"")]
    public void A_name_is_quoted_when_it_must_be(string name, string quoted) => EncodedWord.EncodeName(name).ShouldBe(quoted);

    [Fact]
    public void A_long_subject_is_folded_between_characters()
    {
        var subject = string.Concat(Enumerable.Repeat("重置密码😀", 20));

        var read = ReceivedEmail.Parse(Write(Email(subject: subject)));

        read.Subject.ShouldBe(subject);
        read.Raw.Split("\r\n").ShouldAllBe(line => line.Length <= 78);
    }

    [Theory]
    [InlineData("a trailing blank \nand = and é\n")]
    [InlineData("..\n.\n")]
    [InlineData("exactly 75 characters, and then more of them, so that a soft break is due.. here it is\n")]
    public void Odd_text_survives(string text) => ReceivedEmail.Parse(Write(Email(text: text))).Text.ShouldBe(text);

    private static byte[] Write(OutgoingEmail email) =>
        new MimeMessageWriter(new ManualClock()).Write(email, MailboxAddress.Parse(email.From)!, MailboxAddress.Parse(email.To)!);

    private static OutgoingEmail Email(string subject = "Hi", string name = SampleEmail.Site, string text = "Hello\n", string language = "en") => new()
    {
        Kind = "test",
        MessageId = "0123456789abcdef@auth.example.test",
        From = "no-reply@auth.example.test",
        FromName = name,
        To = SampleEmail.Address,
        Subject = subject,
        Text = text,
        Html = "<p>Hello</p>\n",
        Language = language,
    };
}
