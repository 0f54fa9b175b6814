using System.Text;
using HeadlessKey.Email;
using HeadlessKey.FunctionalTests.Email;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Somebody between us and the mail server, or in its place, gets no mail, no password, and no word into our logs.</summary>
public sealed class MailServerTests
{
    private static readonly (string Key, string? Value)[] SignIn =
    [
        ("HeadlessKey:Email:Smtp:Username", SmtpServer.Username), ("HeadlessKey:Email:Smtp:Password", SmtpServer.Password),
    ];

    [Fact, Promise("W1")]
    public async Task A_server_that_hides_starttls_gets_neither_mail_nor_password()
    {
        await using var hostile = new HostileMailServer("220 hello\r\n", line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-hello\r\n250 AUTH PLAIN LOGIN\r\n" : "250 go on\r\n");

        var mail = await TryAsync(hostile.Settings("starttls", SignIn));

        mail.LastError!.ShouldContain("does not offer STARTTLS. Nothing was sent.");
        hostile.Heard.ShouldHaveSingleItem().ShouldStartWith("EHLO");
    }

    [Fact, Promise("W1")]
    public async Task A_server_that_refuses_starttls_gets_neither_mail_nor_password()
    {
        await using var hostile = new HostileMailServer(
            "220 hello\r\n", line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-hello\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n" : "454 not now\r\n");

        (await TryAsync(hostile.Settings("starttls", SignIn))).LastError!.ShouldContain("STARTTLS with 454");

        hostile.Heard.Last().ShouldBe("STARTTLS");
    }

    [Fact, Promise("W1")]
    public async Task What_is_slipped_in_before_tls_ends_the_conversation()
    {
        await using var smtp = await SmtpServer.StartAsync("starttls");
        smtp.Script("starttls inject");

        (await TryAsync(smtp.Settings(), smtp.Trust)).LastError!.ShouldContain("between STARTTLS and TLS");

        smtp.Mails.ShouldBeEmpty();
    }

    [Theory, Promise("W1")]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task A_certificate_of_another_name_ends_the_conversation(string security)
    {
        await using var smtp = await SmtpServer.StartAsync(security, certifiedHost: "elsewhere.example");

        (await TryAsync(smtp.Settings(more: SignIn), smtp.Trust)).LastError!.ShouldContain("RemoteCertificateNameMismatch");

        smtp.Mails.ShouldBeEmpty();
    }

    [Theory, Promise("W1")]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task A_certificate_that_no_authority_answers_for_ends_the_conversation(string security)
    {
        await using var smtp = await SmtpServer.StartAsync(security);

        (await TryAsync(smtp.Settings(more: SignIn))).LastError!.ShouldContain("certificate");

        smtp.Mails.ShouldBeEmpty();
    }

    [Theory, Promise("W1")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("\0\u0001\u0002\r\n")]
    [InlineData("220\r\n999999999 what\r\n")]
    [InlineData("220hello\r\n")]
    [InlineData("-20 hello\r\n")]
    public async Task A_server_that_is_none_is_left_alone(string greeting)
    {
        await using var hostile = new HostileMailServer(greeting, _ => "gibberish\r\n");

        (await TryAsync(hostile.Settings("none"))).LastError!.ShouldContain("did not answer as a mail server does");
    }

    [Fact, Promise("W1")]
    public async Task A_line_without_end_and_a_reply_without_end_are_not_read_to_their_end()
    {
        await using var line = new HostileMailServer("220 " + new string('x', 1_000_000), _ => null);
        (await TryAsync(line.Settings("none"))).LastError!.ShouldContain("a line without an end");

        await using var reply = new HostileMailServer(string.Concat(Enumerable.Repeat("220-hello\r\n", 100_000)), _ => null);
        (await TryAsync(reply.Settings("none"))).LastError!.ShouldContain("did not answer as a mail server does");
    }

    [Fact, Promise("W3")]
    public async Task A_server_that_sends_the_password_back_does_not_get_it_into_our_words()
    {
        await using var hostile = new HostileMailServer("220 hello\r\n", line => line.Split(' ')[0] switch
        {
            "EHLO" => "250-hello\r\n250 AUTH PLAIN\r\n",
            "AUTH" => $"535 {line} is {Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]))}, {SmtpServer.Password}\r\n",
            _ => "250 ok\r\n",
        });

        var mail = await TryAsync(hostile.Settings("none", SignIn));

        mail.LastError!.ShouldContain("refused the sign-in: 535");
        mail.LastError!.ShouldNotContain(SmtpServer.Password);
        mail.LastError!.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{SmtpServer.Username}\0{SmtpServer.Password}")));
    }

    [Theory, EveryEngine, Promise("S1"), Promise("R1"), Promise("W3")]
    public async Task Neither_link_nor_code_is_in_the_database_or_the_logs_whatever_the_server_sends_back(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(
            engine, smtp.Settings(more: [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Trace")]));
        smtp.Script("data 451 cannot take ECHO");
        await server.QueueAsync(MailQueue.ResetLink(), MailQueue.ResetCode());
        await Eventually.TrueAsync(
            async () => (await server.Queue().ListAsync(10, CancellationToken.None)).TrueForAll(mail => mail.LastError is not null), TimeSpan.FromSeconds(15));

        var columns = new[] { "id", "kind", "recipient", "sealed_content", "last_error" };
        var rows = string.Join('\n', await server.QueryAsync("select * from emails", columns));
        rows.ShouldContain("451 cannot take");
        var logs = string.Join('\n', server.Log.Lines);
        foreach (var secret in new[] { MailQueue.Code, MailQueue.Token })
        {
            rows.ShouldNotContain(secret, Case.Insensitive);
            logs.ShouldNotContain(secret, Case.Insensitive);
        }

        logs.ShouldNotContain(TestUser.Email, Case.Insensitive);
    }

    [Theory]
    [InlineData("mail.example.com")]
    [InlineData("192.0.2.1")]
    public async Task A_password_over_an_open_line_to_another_machine_stops_the_start(string host)
    {
        var refusal = await Should.ThrowAsync<Exception>(() => TestServer.StartAsync(
            EveryEngineAttribute.Sqlite,
            [("HeadlessKey:Email:Transport", "smtp"), ("HeadlessKey:Email:Smtp:Host", host), ("HeadlessKey:Email:Smtp:Security", "none"), .. SignIn]));

        refusal.Message.ShouldContain("HeadlessKey:Email:Smtp:Security");
        refusal.Message.ShouldNotContain(SmtpServer.Password);
    }

    /// <summary>Queues a mail with a link, and returns what became of its first try.</summary>
    private static async Task<EmailState> TryAsync(
        (string Key, string? Value)[] settings, Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? prepare = null)
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, prepare ?? (_ => { }), settings);
        await server.QueueAsync(MailQueue.ResetLink());
        var mail = await server.TriedAsync(1);
        mail.GivenUpAt.ShouldBeNull();
        server.Log.Lines.ShouldAllBe(line => !line.Contains(MailQueue.Token) && !line.Contains(SmtpServer.Password));
        return mail;
    }
}
