using HeadlessKey.Events;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using HeadlessKey.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>What a receiver sees of its webhook, from the first delivery to the last.</summary>
public sealed class WebhookTests
{
    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_webhook_gets_the_types_that_it_wants_and_no_others(string engine)
    {
        await using var all = await Receiver.StartAsync();
        await using var families = await Receiver.StartAsync();
        await using var one = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        await server.AddWebhookAsync(all);
        await server.AddWebhookAsync(families, "token.*", "user.*");
        await server.AddWebhookAsync(one, "login.failed");

        var login = (await server.Client.LoginAsync()).Expect(200);
        await server.Client.LoginAsync(password: "wrong");
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        await server.DisableAsync();
        await server.WebhooksIdleAsync();

        one.Types().ShouldBe(["login.failed"]);
        families.Types().ShouldBe(["token.refreshed", "user.disabled"]);
        all.Types().Where(type => !type.StartsWith("webhook.", StringComparison.Ordinal)).ShouldBe(["login.succeeded", "login.failed", "token.refreshed", "user.disabled"]);
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task Every_try_has_the_same_id_a_time_of_its_own_and_a_signature_that_fits(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) => Receiver.Status(receiver.Requests.Count == 1 ? 500 : 200)(null!, context);
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (_, secret) = await server.AddWebhookAsync(receiver, "user.*");
        await server.DisableAsync();
        await Eventually.TrueAsync(async () => (await server.WebhookEntriesAsync())[0] is { Tries: 1, LeasedUntil: null }, TimeSpan.FromSeconds(10));
        StandardWebhook.Verify(receiver.Requests[0], secret, server.Clock.GetUtcNow());

        server.Clock.Advance(TimeSpan.FromSeconds(6));
        await server.WebhooksIdleAsync();
        StandardWebhook.Verify(receiver.Requests[1], secret, server.Clock.GetUtcNow());

        receiver.Requests[1].Header("webhook-id").ShouldBe(receiver.Requests[0].Header("webhook-id"));
        receiver.Requests[1].Body.ShouldBe(receiver.Requests[0].Body);
        receiver.Requests[1].Header("webhook-timestamp").ShouldNotBe(receiver.Requests[0].Header("webhook-timestamp"));
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task While_a_secret_rotates_both_sign_until_the_second_it_ends(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, old) = await server.AddWebhookAsync(receiver, "login.*");
        var renewed = (await server.Webhooks().RotateSecretAsync(webhook.Id, TimeSpan.FromHours(1))).ShouldBeOfType<WebhookResult.WithSecret>().Secret;
        renewed.ShouldNotBe(old);

        server.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await server.Client.LoginAsync(password: "wrong");
        await receiver.GotAsync(1);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.Client.LoginAsync(password: "wrong");
        await receiver.GotAsync(2);

        StandardWebhook.Signatures(receiver.Requests[0]).Count.ShouldBe(2);
        StandardWebhook.IsSignedWith(receiver.Requests[0], old).ShouldBeTrue();
        StandardWebhook.IsSignedWith(receiver.Requests[0], renewed).ShouldBeTrue();
        StandardWebhook.Signatures(receiver.Requests[1]).ShouldHaveSingleItem();
        StandardWebhook.IsSignedWith(receiver.Requests[1], old).ShouldBeFalse();
        StandardWebhook.IsSignedWith(receiver.Requests[1], renewed).ShouldBeTrue();
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_secret_that_has_leaked_is_gone_at_once(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, old) = await server.AddWebhookAsync(receiver, "login.*");
        await server.Webhooks().RotateSecretAsync(webhook.Id, TimeSpan.Zero);

        await server.Client.LoginAsync(password: "wrong");
        await receiver.GotAsync(1);

        StandardWebhook.IsSignedWith(receiver.Requests[0], old).ShouldBeFalse();
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_receiver_that_answers_410_is_switched_off_and_the_administrators_are_told(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Status(410);
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        await server.AddUserAsync("root", "root@example.test", TestUser.Password, "administrator");
        var (webhook, _) = await server.AddWebhookAsync(receiver, "login.*");

        await server.Client.LoginAsync(password: "wrong");
        await Eventually.TrueAsync(async () => await server.CountEventsAsync("webhook.disabled") == 1, TimeSpan.FromSeconds(10));
        await server.Client.LoginAsync(password: "wrong");

        (await server.Services.GetRequiredService<WebhookStore>().FindAsync(webhook.Id, CancellationToken.None))!.DisabledReason.ShouldBe("it answered 410 Gone");
        receiver.Requests.ShouldHaveSingleItem();
        (await server.WebhookEntriesAsync()).ShouldHaveSingleItem().State.ShouldBe("failed");
        var mail = await server.NextMailAsync("webhook-disabled", "root@example.test");
        mail.Text.ShouldContain($"headlesskey webhooks enable {webhook.Id}");
        mail.Text.ShouldNotContain("/hook");
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_receiver_that_takes_nothing_for_days_is_switched_off_once_on_however_many_nodes(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Status(500);
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        await using var other = await server.StartAnotherNodeAsync();
        await server.AddWebhookAsync(receiver, "login.*");
        for (var i = 0; i < 5; i++)
        {
            await server.Client.LoginAsync($"nobody{i}", "wrong");
        }

        await receiver.GotAsync(1);
        await Eventually.TrueAsync(async () => (await server.WebhookEntriesAsync()).All(entry => entry.LeasedUntil is null), TimeSpan.FromSeconds(10));
        server.Clock.Advance(TimeSpan.FromDays(3));
        await Eventually.TrueAsync(async () => await server.CountEventsAsync("webhook.disabled") > 0, TimeSpan.FromSeconds(15));

        await TestDeliveries();
        (await server.CountEventsAsync("webhook.disabled")).ShouldBe(1);
        (await server.WebhookEntriesAsync("failed")).Count.ShouldBe(5);

        static Task TestDeliveries() => Task.Delay(TimeSpan.FromMilliseconds(700));
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task What_was_missed_is_replayed_by_hand_with_the_ids_that_it_had(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Status(410);
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, secret) = await server.AddWebhookAsync(receiver, "login.*");
        await server.Client.LoginAsync(password: "wrong");
        await Eventually.TrueAsync(async () => await server.CountEventsAsync("webhook.disabled") == 1, TimeSpan.FromSeconds(10));

        receiver.Answer = Receiver.Status(200);
        (await server.Webhooks().EnableAsync(webhook.Id)).ShouldBeOfType<WebhookResult.Done>();
        (await server.WebhookDeliveries().ReplayFailedAsync(webhook.Id, DateTimeOffset.UnixEpoch)).ShouldBe(1);
        await server.WebhooksIdleAsync();
        var entry = (await server.WebhookEntriesAsync()).ShouldHaveSingleItem();
        (await server.WebhookDeliveries().ReplayAsync(entry.Id)).ShouldBeTrue(); // once more, though it was taken
        await receiver.GotAsync(3);

        receiver.Requests.Select(request => request.Header("webhook-id")).Distinct().ShouldHaveSingleItem();
        StandardWebhook.Verify(receiver.Requests[2], secret, server.Clock.GetUtcNow());
        (await server.CountEventsAsync("webhook.replayed")).ShouldBe(2);
        await server.WebhooksIdleAsync();
        (await server.WebhookDeliveries().ReplayFailedAsync(webhook.Id, DateTimeOffset.UnixEpoch)).ShouldBe(0);
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_test_is_sent_at_once_whatever_types_are_wanted(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, secret) = await server.AddWebhookAsync(receiver, "login.*");

        var attempt = await server.WebhookDeliveries().TestAsync(webhook.Id, by: null, CancellationToken.None);

        attempt.ShouldNotBeNull().Status.ShouldBe(204);
        var body = StandardWebhook.Verify(receiver.Requests.ShouldHaveSingleItem(), secret, server.Clock.GetUtcNow());
        body.GetProperty("type").GetString().ShouldBe("webhook.tested");
        DocumentedEvents.ShouldDescribe(body);
        await server.Webhooks().DisableAsync(webhook.Id, "by hand");
        (await server.WebhookDeliveries().TestAsync(webhook.Id, by: null, CancellationToken.None)).ShouldBeNull();
    }

    [Theory, EveryEngine]
    public async Task A_webhook_for_everything_gets_its_test_once(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, _) = await server.AddWebhookAsync(receiver);

        (await server.WebhookDeliveries().TestAsync(webhook.Id, by: null, CancellationToken.None)).ShouldNotBeNull();
        await server.WebhooksIdleAsync();

        receiver.Types().Count(type => type == "webhook.tested").ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task What_waits_for_a_webhook_that_is_removed_is_given_up(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Status(500);
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, _) = await server.AddWebhookAsync(receiver, "login.*");
        await server.Client.LoginAsync(password: "wrong");
        await Eventually.TrueAsync(async () => (await server.WebhookEntriesAsync())[0] is { Tries: 1, LeasedUntil: null }, TimeSpan.FromSeconds(10));

        (await server.Webhooks().RemoveAsync(webhook.Id)).ShouldBeOfType<WebhookResult.Done>();
        (await server.Webhooks().RemoveAsync(webhook.Id)).ShouldBeOfType<WebhookResult.NotFound>();

        (await server.WebhookEntriesAsync()).ShouldHaveSingleItem().LastError.ShouldBe("the webhook was removed");
        (await server.QueryAsync("select webhook_id from webhook_types", "webhook_id")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task A_change_holds_for_what_happens_after_it(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, _) = await server.AddWebhookAsync(receiver, "login.*");

        (await server.Webhooks().ChangeAsync(webhook.Id, receiver.Address + "/new", ["user.*"], "other")).ShouldBeOfType<WebhookResult.Done>()
            .Webhook.Types.ShouldBe(["user.*"]);
        await server.Client.LoginAsync(password: "wrong");
        await server.DisableAsync();
        await server.WebhooksIdleAsync();

        receiver.Requests.ShouldHaveSingleItem().Path.ShouldBe("/hook/new");
        receiver.Types().ShouldBe(["user.disabled"]);
        (await server.Webhooks().ChangeAsync("wh_none", receiver.Address.ToString(), ["*"], null)).ShouldBeOfType<WebhookResult.NotFound>();
        (await server.Webhooks().ChangeAsync(webhook.Id, "http://example.com", ["*"], null)).ShouldBeOfType<WebhookResult.Invalid>();
    }

    [Theory, EveryEngine]
    [Promise("R4")]
    public async Task An_event_whose_transaction_is_undone_is_told_to_nobody(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        await server.AddWebhookAsync(receiver, "user.*");

        await server.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            await server.Services.GetRequiredService<SecurityEventLog>().AppendAsync(transaction, SecurityEvent.UserDisabled(1), CancellationToken.None);
            transaction.Undo();
            return true;
        });

        (await server.WebhookEntriesAsync()).ShouldBeEmpty();
        (await server.CountEventsAsync("user.disabled")).ShouldBe(0);
    }

    [Theory, EveryEngine]
    [Promise("S1"), Promise("W3")]
    public async Task A_secret_is_shown_once_and_lies_sealed(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, secret) = await server.AddWebhookAsync(receiver);
        var (_, renewed) = (await server.Webhooks().RotateSecretAsync(webhook.Id, TimeSpan.FromHours(1))).ShouldBeOfType<WebhookResult.WithSecret>();
        await server.Client.LoginAsync(password: "wrong");
        await server.WebhooksIdleAsync();

        var stored = await server.QueryAsync("select * from webhooks", "id", "url", "description", "sealed_secret", "sealed_previous");
        var kept = await server.QueryAsync("select d.body, a.request, a.answer, a.error from deliveries d join delivery_attempts a on a.delivery_id = d.id", "body", "request", "answer", "error");
        foreach (var canary in new[] { secret, renewed }.SelectMany(one => new[] { one, one["whsec_".Length..] }))
        {
            stored.Concat(kept).Concat(server.Log.Lines).ShouldNotContain(line => line.Contains(canary, StringComparison.Ordinal));
        }

        kept.ShouldAllBe(line => !line.Contains("v1,", StringComparison.Ordinal)); // nor a signature
        (await server.Services.GetRequiredService<WebhookStore>().FindAsync(webhook.Id, CancellationToken.None))!.ToString().ShouldBe(webhook.Id);
    }
}
