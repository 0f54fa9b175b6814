using HeadlessKey.Email;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.FunctionalTests.Email;

/// <summary>The queue between an answer and its mail: nothing is lost, and nothing goes out twice without need.</summary>
public sealed class EmailQueueTests
{
    [Theory, EveryEngine]
    public async Task A_mail_is_taken_by_one_of_fifty_who_want_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Email:Transport", "none"));
        for (var round = 0; round < 5; round++)
        {
            await server.InsertAsync($"mail{round}");

            var claims = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(server.Queue().ClaimAsync)));

            claims.Count(claim => claim is not null).ShouldBe(1);
        }
    }

    [Theory, EveryEngine]
    public async Task What_a_node_took_and_never_finished_is_sent_by_another_when_its_lease_is_over(string engine)
    {
        var sender = new RecordingSender();
        await using var server = await TestServer.StartAsync(engine, sender.Register);
        await server.SuspendAsync();
        await server.QueueAsync(MailQueue.Notice());
        var taken = await server.Queue().ClaimAsync(); // by a node that dies at this moment
        await using var other = await server.StartAnotherNodeAsync();

        server.Clock.Advance(EmailQueueStore.Lease - TimeSpan.FromSeconds(1));
        await MailQueue.NothingHappensAsync();
        sender.Mails.ShouldBeEmpty();

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.EmptyAsync();
        sender.Mails.ShouldHaveSingleItem().MessageId.ShouldStartWith(taken!.Id);
    }

    [Theory, EveryEngine]
    public async Task A_node_that_comes_back_after_its_lease_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendAsync();
        await server.QueueAsync(MailQueue.Notice());
        var slow = (await server.Queue().ClaimAsync())!;
        server.Clock.Advance(EmailQueueStore.Lease);
        var quick = (await server.Queue().ClaimAsync())!;
        var database = server.Services.GetRequiredService<Database>();

        await server.Queue().PutOffAsync(slow, server.Clock.GetUtcNow(), "late");
        (await database.WriteAsync(transaction => server.Queue().TryGiveUpAsync(transaction, slow, "late"))).ShouldBeFalse();

        (await server.OnlyMailAsync()).ShouldSatisfyAllConditions(
            mail => mail.LastError.ShouldBeNull(), mail => mail.Tries.ShouldBe(2), mail => mail.NextTryAt.ShouldBe(server.Clock.GetUtcNow() + EmailQueueStore.Lease));
        (await database.WriteAsync(transaction => server.Queue().TryGiveUpAsync(transaction, quick, "done"))).ShouldBeTrue();
    }

    [Theory, EveryEngine]
    public async Task Every_try_of_a_mail_has_the_same_message_id(string engine)
    {
        var sender = new RecordingSender { Answer = _ => new EmailSendResult.FailedForNow("not now") };
        await using var server = await TestServer.StartAsync(engine, sender.Register);
        await server.QueueAsync(MailQueue.ResetLink());
        await server.TriedAsync(1);

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.TriedAsync(2);

        sender.Mails.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        sender.Mails.Count.ShouldBe(2);
    }

    [Theory, EveryEngine]
    public async Task A_hosts_own_sender_gets_the_finished_mail(string engine)
    {
        var sender = new RecordingSender();
        await using var server = await TestServer.StartAsync(engine, sender.Register, ("HeadlessKey:Email:FromName", "Example"));

        await server.QueueAsync(MailQueue.ResetLink());

        await server.EmptyAsync();
        var mail = sender.Mails.ShouldHaveSingleItem();
        mail.Kind.ShouldBe("reset-link");
        mail.To.ShouldBe(TestUser.Email);
        mail.From.ShouldBe("no-reply@auth.example.test");
        mail.FromName.ShouldBe("Example");
        mail.Language.ShouldBe("en");
        mail.Text.ShouldContain(MailQueue.Link);
        mail.ToString().ShouldBe("reset-link");
    }

    [Theory, EveryEngine, Promise("W1"), Promise("W3")]
    public async Task A_sender_that_throws_is_tried_again_and_its_words_are_kept_nowhere(string engine)
    {
        var sender = new RecordingSender { Answer = mail => throw new InvalidOperationException($"Cannot send {mail.Text}") };
        await using var server = await TestServer.StartAsync(engine, sender.Register);

        await server.QueueAsync(MailQueue.ResetLink());

        var mail = await server.TriedAsync(1);
        mail.LastError.ShouldBe("Sending ended with InvalidOperationException.");
        server.Log.Lines.ShouldAllBe(line => !line.Contains(MailQueue.Token));
    }

    [Theory, EveryEngine]
    public async Task An_operator_retries_what_waits_but_not_what_is_being_tried_or_given_up(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Email:Transport", "none"));
        var later = server.Clock.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds();
        await server.InsertAsync("waiting", later, "last_error", "'not now'");
        await server.InsertAsync("trying", later);
        await server.InsertAsync("over", later, "given_up_at, last_error", "1, 'never'");

        (await server.Queue().RetryAsync("nonsense")).ShouldBe(0);
        (await server.Queue().RetryAsync("over")).ShouldBe(0);
        (await server.Queue().RetryAsync(null)).ShouldBe(1);

        (await server.Queue().ListAsync(10, CancellationToken.None)).Where(mail => mail.NextTryAt <= server.Clock.GetUtcNow()).Select(mail => mail.Id)
            .ShouldBe(["waiting"]);
    }

    [Theory, EveryEngine]
    public async Task What_was_given_up_can_be_seen_for_seven_days(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Email:Transport", "none"));
        await server.InsertAsync("over", 0, "given_up_at", $"{server.Clock.GetUtcNow().ToUnixTimeMilliseconds()}");
        await server.InsertAsync("waiting", 4102444800000);
        var cleanup = server.Services.GetServices<IHostedService>().OfType<ExpiredRowCleanup>().Single();

        server.Clock.Advance(TimeSpan.FromDays(7));
        await cleanup.RunOnceAsync(CancellationToken.None);
        (await server.Queue().ListAsync(10, CancellationToken.None)).Count.ShouldBe(2);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await cleanup.RunOnceAsync(CancellationToken.None);
        (await server.OnlyMailAsync()).Id.ShouldBe("waiting");
    }
}
