using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Email;

/// <summary>Mail to a real mail server, read there.</summary>
public sealed class SmtpTransportTests
{
    private static readonly (string Key, string? Value)[] SignIn =
    [
        ("HeadlessKey:Email:Smtp:Username", SmtpServer.Username), ("HeadlessKey:Email:Smtp:Password", SmtpServer.Password),
    ];

    [Theory, EveryEngine, Promise("A6"), Promise("A4")]
    public async Task A_changed_password_is_told_to_the_stored_address(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync("starttls", environment: ("AUTH", "required"));
        await using var server = await TestServer.StartAsync(engine, smtp.Trust, smtp.Settings(more: SignIn));

        await server.SetPasswordAsync("another long password");

        var mail = await smtp.NextMailAsync();
        mail.Header("X-Envelope").ShouldBe("no-reply@auth.example.test ada@example.test tls");
        mail.Decoded("From").ShouldBe("\"auth.example.test\" <no-reply@auth.example.test>");
        mail.Header("To").ShouldBe("<ada@example.test>");
        mail.Subject.ShouldBe("Your password for auth.example.test was changed");
        mail.Text.ShouldContain("2030-01-01 12:00 UTC");
        mail.Html.ShouldContain("2030-01-01 12:00 UTC");
        await server.EmptyAsync();
    }

    [Theory, EveryEngine, Promise("A6")]
    public async Task It_is_told_in_the_language_of_the_profile(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(
            engine, smtp.Settings(more: [("HeadlessKey:SiteName", "海德利斯"), ("HeadlessKey:Email:From", "post@mail.example.test")]));
        await server.BreakAsync("update users set locale = 'zh_CN'");

        await server.SetPasswordAsync("another long password");

        var mail = await smtp.NextMailAsync();
        mail.Subject.ShouldBe("您在 海德利斯 的密码已更改");
        mail.Decoded("From").ShouldBe("海德利斯 <post@mail.example.test>");
        mail.Header("Content-Language").ShouldBe("zh-CN");
        mail.Text.ShouldStartWith("ada，您好：");
    }

    [Theory]
    [InlineData("tls", "PLAIN")]
    [InlineData("tls", "LOGIN")]
    [InlineData("starttls", "LOGIN")]
    [InlineData("plain", "PLAIN")] // to another program on this machine
    public async Task It_signs_in_by_whatever_the_server_offers(string security, string mechanism)
    {
        await using var smtp = await SmtpServer.StartAsync(security, environment: [("AUTH", "required"), ("NO_AUTH", mechanism == "PLAIN" ? "LOGIN" : "PLAIN")]);
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, smtp.Trust, smtp.Settings(more: SignIn));

        await server.QueueAsync(MailQueue.Notice());

        (await smtp.NextMailAsync()).Header("X-Envelope").ShouldEndWith(security == "plain" ? "plain" : "tls");
    }

    [Fact]
    public async Task Lines_that_begin_with_a_full_stop_arrive_whole()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, smtp.Settings());
        var templates = System.IO.Directory.CreateDirectory(Path.Combine(server.DataFolder, "templates")).FullName;
        await File.WriteAllTextAsync(Path.Combine(templates, "password-changed.en.txt"), "Subject: Dots\n\n.\n..\n.end\n");

        await server.QueueAsync(MailQueue.Notice());

        (await smtp.NextMailAsync()).Text.ShouldBe(".\n..\n.end\n");
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    public async Task An_address_beyond_ascii_is_sent_only_to_a_server_that_takes_it(string smtpUtf8)
    {
        await using var smtp = await SmtpServer.StartAsync(environment: ("SMTPUTF8", smtpUtf8));
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, smtp.Settings());

        await server.QueueAsync(MailQueue.Notice("阿达@bücher.example"));

        if (smtpUtf8 == "yes")
        {
            (await smtp.NextMailAsync()).Header("To").ShouldBe("<阿达@xn--bcher-kva.example>");
            return;
        }

        (await server.TriedAsync(1)).GivenUpAt.ShouldNotBeNull();
        smtp.Mails.ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task Two_nodes_send_each_mail_once(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var one = await TestServer.StartAsync(engine, smtp.Settings());
        await using var two = await one.StartAnotherNodeAsync();
        var addresses = Enumerable.Range(0, 50).Select(i => $"user{i}@example.test").ToList();

        await Task.WhenAll(addresses.Select((address, i) => (i % 2 == 0 ? one : two).QueueAsync(MailQueue.Notice(address))));

        await one.EmptyAsync();
        smtp.Mails.Select(mail => mail.Header("To").Trim('<', '>')).Order(StringComparer.Ordinal).ShouldBe(addresses.Order(StringComparer.Ordinal));
    }
}
