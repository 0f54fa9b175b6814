using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Email;

/// <summary>A mail server that is down, slow, unwilling or gone keeps nothing but the mail waiting.</summary>
public sealed class SmtpFailureTests
{
    [Theory, EveryEngine]
    public async Task Mail_that_is_not_taken_now_is_tried_again_after_a_minute_and_sent_once(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(engine, smtp.Settings());
        smtp.Script("once", "data 451 try again later");
        await server.QueueAsync(MailQueue.Notice());
        (await server.TriedAsync(1)).LastError!.ShouldEndWith("The server refused the mail: 451 try again later");

        server.Clock.Advance(TimeSpan.FromSeconds(59));
        await MailQueue.NothingHappensAsync();
        smtp.Mails.ShouldBeEmpty();

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await smtp.NextMailAsync();
        await server.EmptyAsync();
        smtp.Mails.Count.ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task A_recipient_that_is_refused_is_given_up_at_once_and_what_the_mail_said_is_forgotten(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(engine, smtp.Settings());
        smtp.Script("rcpt 550 5.1.1 <ada@example.test> does not exist");

        await server.QueueAsync(MailQueue.ResetLink());

        var mail = await server.TriedAsync(1);
        mail.GivenUpAt.ShouldBe(server.Clock.GetUtcNow());
        mail.LastError!.ShouldEndWith("The server refused the recipient: 550 5.1.1 <…> does not exist");
        (await server.QueryAsync("select sealed_content from emails", "sealed_content")).ShouldBe([""]);
        (await server.QueryAsync("select subject_id, detail, outcome from security_events where type = 'email.given_up'", "subject_id", "detail", "outcome"))
            .ShouldBe(["1|reset-link|failure"]);
        await Eventually.TrueAsync( // it is written behind the commit that the test has just seen
            () => Task.FromResult(server.Log.Lines.Any(line => line.StartsWith("Error 1402 The mail reset-link", StringComparison.Ordinal))), TimeSpan.FromSeconds(5));
        server.Log.Lines.ShouldAllBe(line => !line.Contains(TestUser.Email, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task Without_a_mail_server_everything_else_works_and_the_mail_follows_when_it_is_back(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await smtp.StopAsync();
        await using var server = await TestServer.StartAsync(engine, smtp.Settings());

        await server.SetPasswordAsync("another long password");

        (await server.TriedAsync(1)).GivenUpAt.ShouldBeNull();
        (await server.Client.LoginAsync(password: "another long password")).Expect(200);
        (await server.Client.GetAsync("/readyz")).Expect(200);
        await smtp.StartAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        (await smtp.NextMailAsync()).Subject.ShouldContain("was changed");
    }

    [Theory, EveryEngine]
    public async Task A_mail_is_tried_at_growing_distances_until_it_is_no_longer_worth_sending(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(engine, smtp.Settings());
        smtp.Script("mail 451 not today");
        var begun = server.Clock.GetUtcNow();

        await server.QueueAsync(MailQueue.ResetLink()); // worth sending for an hour

        foreach (var (tries, minutes) in new[] { (1, 1), (2, 3), (3, 8), (4, 23), (5, 53) })
        {
            var mail = await server.TriedAsync(tries);
            mail.GivenUpAt.ShouldBeNull();
            mail.NextTryAt.ShouldBe(begun.AddMinutes(minutes));
            server.Clock.Advance(mail.NextTryAt - server.Clock.GetUtcNow());
        }

        var last = await server.TriedAsync(6);
        last.GivenUpAt.ShouldBe(begun.AddMinutes(53));
        last.LastError!.ShouldContain("not today");
    }

    [Theory, EveryEngine]
    public async Task A_mail_that_nobody_could_send_in_time_is_not_sent_late(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(engine, smtp.Settings());
        smtp.Script("mail 451 not now");
        await server.QueueAsync(MailQueue.ResetCode());
        await server.TriedAsync(1);
        smtp.Script();

        server.Clock.Advance(TimeSpan.FromMinutes(10));

        (await server.TriedAsync(2)).GivenUpAt.ShouldNotBeNull();
        smtp.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mail hang", "within 1 s")]
    [InlineData("rcpt close", "RCPT TO")]
    [InlineData("data close", "the mail")]
    [InlineData("mail 535 who are you", "535")]
    [InlineData("mail 200", "")]
    public async Task A_server_that_hangs_hangs_up_or_answers_oddly_is_tried_again(string script, string saying)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(
            EveryEngineAttribute.Sqlite, smtp.Settings(more: ("HeadlessKey:Email:Smtp:Timeout", "00:00:01")));
        smtp.Script("once", script);

        await server.QueueAsync(MailQueue.Notice());
        if (saying.Length > 0)
        {
            var mail = await server.TriedAsync(1);
            mail.GivenUpAt.ShouldBeNull();
            mail.LastError!.ShouldContain(saying);
            server.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await smtp.NextMailAsync();
    }

    [Theory, EveryEngine]
    public async Task A_mail_that_takes_long_keeps_neither_the_others_nor_anybody_else_waiting(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(engine, smtp.Settings());
        smtp.Script("once", "data hang");
        await server.QueueAsync(MailQueue.Notice("slow@example.test"));
        await Eventually.TrueAsync(async () => (await server.OnlyMailAsync()).Tries == 1, TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => Task.FromResult(!smtp.IsScripted), TimeSpan.FromSeconds(5));

        await server.QueueAsync(MailQueue.Notice("quick@example.test"));

        (await smtp.NextMailAsync()).Header("To").ShouldBe("<quick@example.test>");
        (await server.Client.LoginAsync()).Expect(200);
        await smtp.StopAsync(); // so that the slow one does not hold the end of the test
    }

    [Theory, EveryEngine]
    public async Task The_mail_under_way_is_finished_before_the_server_stops(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var server = await TestServer.StartAsync(engine, smtp.Settings());
        await using (var node = await server.StartAnotherNodeAsync())
        {
            smtp.Script("data slow");
            await server.QueueAsync([.. Enumerable.Range(0, 8).Select(i => MailQueue.Notice($"user{i}@example.test"))]);
            await Eventually.TrueAsync(
                async () => (await server.Queue().ListAsync(10, CancellationToken.None)).Count(mail => mail.Tries == 0) <= 3, TimeSpan.FromSeconds(10));
        }

        await server.EmptyAsync();
        smtp.Mails.Count.ShouldBe(8);
    }

    [Theory, EveryEngine]
    public async Task A_password_that_the_mail_server_refuses_keeps_the_mail_until_that_is_set_right(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync("starttls", environment: ("AUTH", "required"));
        await using var server = await TestServer.StartAsync(engine, smtp.Trust, smtp.Settings(
            more: [("HeadlessKey:Email:Smtp:Username", SmtpServer.Username), ("HeadlessKey:Email:Smtp:Password", SmtpServer.Password)]));
        smtp.Script("auth refuse");

        await server.QueueAsync(MailQueue.Notice());

        var mail = await server.TriedAsync(1);
        mail.GivenUpAt.ShouldBeNull();
        mail.LastError!.ShouldContain("The server refused the sign-in: 535");
        $"{mail.LastError}\n{string.Join('\n', server.Log.Lines)}".ShouldNotContain(SmtpServer.Password);
        smtp.Script();
        (await server.Queue().RetryAsync(mail.Id)).ShouldBe(1);
        await smtp.NextMailAsync();
    }
}
