using System.Collections.Concurrent;
using HeadlessKey.Deliveries;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.FunctionalTests.Deliveries;

/// <summary>The queue itself: who gets what, in which order, and what becomes of it when a node dies.</summary>
public sealed class DeliveryQueueTests
{
    [Theory, EveryEngine]
    public async Task Fifty_claims_on_two_nodes_get_each_delivery_once_and_never_too_many_at_a_time(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Deliveries:AtOnce", "3"));
        await server.SuspendDeliveriesAsync();
        await using var other = await server.StartAnotherNodeAsync();
        await other.SuspendDeliveriesAsync();
        await server.QueueAsync("a", null, [.. Enumerable.Range(0, 12).Select(i => $"m{i}")]);

        var claimed = new List<Delivery>();
        for (var round = 1; round <= 4; round++)
        {
            var claims = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
                Task.Run(() => (i % 2 == 0 ? server : other).Deliveries().ClaimAsync("test/a", most: 2))));
            var got = claims.SelectMany(claim => claim).ToList();
            got.Count.ShouldBe(3);
            foreach (var delivery in got)
            {
                await server.DeliveryLog().RecordAsync(delivery, Attempt(error: null), nextTry: null, leaveInPeace: null);
            }

            claimed.AddRange(got);
        }

        claimed.Select(delivery => delivery.MessageId).ShouldBeUnique();
        claimed.Count.ShouldBe(12);
    }

    [Theory, EveryEngine]
    public async Task Of_one_ordering_key_only_the_first_is_handed_out(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", "user/1", "m1", "m2");
        await server.QueueAsync("a", "user/2", "m3");
        await server.QueueAsync("b", "user/1", "m4");

        (await server.ClaimAsync("test/a")).ShouldBe(["m1", "m3"]);
        (await server.ClaimAsync("test/b")).ShouldBe(["m4"]);
        (await server.ClaimAsync("test/a")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task What_one_user_causes_arrives_in_order_though_some_of_it_fails_at_first(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        var failedOnce = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        receiver.Answer = (request, context) => Receiver.Status(failedOnce.TryAdd(request.Body, true) && request.Body.EndsWith('3') ? 500 : 200)(request, context);
        await using var server = await TestServer.StartAsync(engine, new TestChannel(receiver.Address).Register, Receiver.Reachable);
        await using var other = await server.StartAnotherNodeAsync();
        for (var i = 0; i < 10; i++)
        {
            for (var user = 0; user < 4; user++)
            {
                await server.QueueAsync("a", $"user/{user}", $"u{user}-{i}");
            }
        }

        await Eventually.TrueAsync(
            async () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(10));
                return (await server.EntriesAsync("waiting")).Count == 0;
            },
            TimeSpan.FromSeconds(40));

        for (var user = 0; user < 4; user++)
        {
            receiver.Requests.Where(request => request.Body.Contains($"u{user}-", StringComparison.Ordinal)).Select(request => request.Body).Distinct()
                .ShouldBe(Enumerable.Range(0, 10).Select(i => $"body of u{user}-{i}"));
        }
    }

    [Theory, EveryEngine]
    public async Task What_fails_again_and_again_keeps_the_later_ones_waiting_for_five_tries_only(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (request, context) => Receiver.Status(request.Body == "body of poison" ? 500 : 200)(request, context);
        await using var server = await TestServer.StartAsync(engine, new TestChannel(receiver.Address).Register, Receiver.Reachable);
        await server.QueueAsync("a", "user/1", "poison", "next");

        for (var tries = 1; tries <= DeliveryQueueStore.TriesThatHoldBack; tries++)
        {
            await receiver.GotAsync(tries);
            receiver.Requests.ShouldAllBe(request => request.Body == "body of poison");
            await Eventually.TrueAsync(async () => (await server.EntriesAsync()).All(entry => entry.LeasedUntil is null), TimeSpan.FromSeconds(10));
            server.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        await Eventually.TrueAsync(() => Task.FromResult(receiver.Requests.Any(request => request.Body == "body of next")), TimeSpan.FromSeconds(10));
    }

    [Theory, EveryEngine]
    public async Task The_last_try_that_holds_back_does_so_until_it_has_failed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", "user/1", "poison", "next");
        for (var tries = 1; tries <= DeliveryQueueStore.TriesThatHoldBack; tries++)
        {
            var poison = (await server.Deliveries().ClaimAsync("test/a", 10)).ShouldHaveSingleItem();
            (await server.ClaimAsync("test/a")).ShouldBeEmpty();
            await server.DeliveryLog().RecordAsync(poison, Attempt("no"), server.Clock.GetUtcNow().AddSeconds(tries == DeliveryQueueStore.TriesThatHoldBack ? 60 : 0), leaveInPeace: null);
        }

        (await server.ClaimAsync("test/a")).ShouldBe(["next"]);
    }

    [Theory, EveryEngine]
    public async Task One_user_for_whom_thousands_wait_keeps_nobody_out(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", "user/1", "m");
        (await server.ClaimAsync("test/a")).ShouldBe(["m"]); // and is under way for as long as this takes
        await server.QueueCopiesAsync("m", count: 6000);
        await server.QueueAsync("a", "user/2", "other");

        var claims = new List<string>();
        for (var i = 0; i < 32; i++)
        {
            claims.AddRange(await server.ClaimAsync("test/a"));
        }

        claims.ShouldBe(["other"]);
    }

    [Theory, EveryEngine]
    public async Task What_waits_for_a_refused_one_is_set_aside_until_that_is_tried_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", "user/1", "m");
        var refused = (await server.Deliveries().ClaimAsync("test/a", 10)).ShouldHaveSingleItem();
        await server.QueueCopiesAsync("m", count: 600);
        await server.QueueAsync("a", "user/2", "other");
        await server.DeliveryLog().RecordAsync(refused, Attempt("no"), server.Clock.GetUtcNow().AddSeconds(60), leaveInPeace: null);

        (await server.ClaimAsync("test/a")).ShouldBeEmpty();
        var other = (await server.Deliveries().ClaimAsync("test/a", 10)).ShouldHaveSingleItem();
        other.MessageId.ShouldBe("other");
        await server.DeliveryLog().RecordAsync(other, Attempt(error: null), nextTry: null, leaveInPeace: null);

        server.Clock.Advance(TimeSpan.FromSeconds(60));
        var again = (await server.Deliveries().ClaimAsync("test/a", 10)).ShouldHaveSingleItem();
        again.MessageId.ShouldBe("m");
        await server.DeliveryLog().RecordAsync(again, Attempt(error: null), nextTry: null, leaveInPeace: null);
        (await server.ClaimAsync("test/a")).ShouldBe(["m1"]);
    }

    [Theory, EveryEngine]
    [Promise("R4")]
    public async Task What_a_node_took_and_never_finished_is_delivered_by_another_when_its_lease_is_over(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, new TestChannel(receiver.Address).Register, Receiver.Reachable);
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", "user/1", "m1", "m2");
        (await server.ClaimAsync("test/a")).ShouldBe(["m1"]); // by a node that dies at this moment
        await using var other = await server.StartAnotherNodeAsync();

        server.Clock.Advance(server.Deliveries().Lease - TimeSpan.FromSeconds(1));
        await TestDeliveries.NothingHappensAsync();
        receiver.Requests.ShouldBeEmpty();

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await other.AllEndedAsync();
        receiver.Requests.Select(request => request.Header("message-id")).ShouldBe(["m1", "m2"]);
    }

    [Theory, EveryEngine]
    public async Task A_node_that_comes_back_after_its_lease_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", null, "m1");
        var slow = (await server.Deliveries().ClaimAsync("test/a", 1)).ShouldHaveSingleItem();
        server.Clock.Advance(server.Deliveries().Lease);
        var quick = (await server.Deliveries().ClaimAsync("test/a", 1)).ShouldHaveSingleItem();

        await server.DeliveryLog().RecordAsync(slow, Attempt("late"), nextTry: null, leaveInPeace: null);
        (await server.OnlyDeliveryAsync()).ShouldSatisfyAllConditions(
            entry => entry.State.ShouldBe("waiting"), entry => entry.Tries.ShouldBe(2), entry => entry.LastError.ShouldBeNull());

        await server.DeliveryLog().RecordAsync(quick, Attempt(error: null), nextTry: null, leaveInPeace: null);
        (await server.OnlyDeliveryAsync()).State.ShouldBe("delivered");
    }

    [Theory, EveryEngine]
    public async Task One_message_is_queued_for_a_target_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendDeliveriesAsync();

        await server.QueueAsync("a", null, "m1", "m1");
        await server.QueueAsync("b", null, "m1");

        (await server.EntriesAsync()).Select(entry => entry.Target.Id).Order(StringComparer.Ordinal).ShouldBe(["a", "b"]);
    }

    [Theory, EveryEngine]
    public async Task What_is_queued_in_a_transaction_that_is_undone_is_not_there(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            await server.Deliveries().AddAsync(transaction, new NewDelivery(new DeliveryTarget("test", "a"), "m1", "kind", null, "body"));
            transaction.Undo();
            return true;
        });

        (await server.EntriesAsync()).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    [Promise("S1")]
    public async Task A_private_body_arrives_as_it_was_and_cannot_be_read_in_the_database(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, new TestChannel(receiver.Address).Register, Receiver.Reachable);
        await server.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            await server.Deliveries().AddAsync(transaction, new NewDelivery(new DeliveryTarget("test", "a"), "m1", "kind", null, "canary-body", IsPrivate: true));
            return true;
        });

        await server.AllEndedAsync();

        receiver.Requests.ShouldHaveSingleItem().Body.ShouldBe("canary-body");
        (await server.QueryAsync("select body from deliveries", "body")).ShouldHaveSingleItem().ShouldNotContain("canary");
        (await server.OnlyDeliveryAsync()).Body.ShouldBeNull();
    }

    [Theory, EveryEngine]
    public async Task What_ended_can_be_seen_for_as_long_as_the_setting_says(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Deliveries:KeepFor", "2.00:00:00"));
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", null, "done", "waits");
        var done = await server.Deliveries().ClaimOneAsync("test/a", "done");
        await server.DeliveryLog().RecordAsync(done!, Attempt(error: null), nextTry: null, leaveInPeace: null);
        var cleanup = server.Services.GetServices<IHostedService>().OfType<ExpiredRowCleanup>().Single();

        server.Clock.Advance(TimeSpan.FromDays(2));
        await cleanup.RunOnceAsync(CancellationToken.None);
        (await server.EntriesAsync()).Count.ShouldBe(2);

        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await cleanup.RunOnceAsync(CancellationToken.None);
        (await server.OnlyDeliveryAsync()).MessageId.ShouldBe("waits");
        (await server.QueryAsync("select id from delivery_attempts", "id")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task What_is_due_and_was_not_tried_for_a_week_is_given_up_and_can_be_replayed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SuspendDeliveriesAsync();
        await server.QueueAsync("a", null, "old");
        var cleanup = server.Services.GetServices<IHostedService>().OfType<ExpiredRowCleanup>().Single();

        server.Clock.Advance(TimeSpan.FromDays(7));
        await cleanup.RunOnceAsync(CancellationToken.None);
        (await server.OnlyDeliveryAsync()).State.ShouldBe("waiting");

        await server.QueueAsync("a", null, "new");
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await cleanup.RunOnceAsync(CancellationToken.None);
        (await server.EntriesAsync("failed")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            entry => entry.MessageId.ShouldBe("old"), entry => entry.LastError.ShouldBe("it waited for too long"), entry => entry.EndedAt.ShouldBe(server.Clock.GetUtcNow()));
        (await server.EntriesAsync("waiting")).ShouldHaveSingleItem().MessageId.ShouldBe("new");

        await server.Services.GetRequiredService<Database>().WriteAsync(transaction =>
            server.DeliveryLog().ReplayFailedAsync(transaction, "test", targetId: null, DateTimeOffset.UnixEpoch));
        await cleanup.RunOnceAsync(CancellationToken.None);
        (await server.EntriesAsync("waiting")).Count.ShouldBe(2);
    }

    private static DeliveryAttempt Attempt(string? error) =>
        new(DateTimeOffset.UnixEpoch, "POST", error is null ? 200 : 500, Answer: null, error, TimeSpan.FromMilliseconds(1));
}
