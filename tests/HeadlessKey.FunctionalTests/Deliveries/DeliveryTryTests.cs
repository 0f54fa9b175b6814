using HeadlessKey.Testing;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.FunctionalTests.Deliveries;

/// <summary>One try, and what its answer does to the next.</summary>
public sealed class DeliveryTryTests
{
    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_delivery_that_fails_comes_again_with_the_same_id_until_it_is_taken(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) => Receiver.Status(receiver.Requests.Count < 3 ? 500 : 200)(null!, context);
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, "m1");

        (await server.DeliveryTriedAsync(1)).NextTryAt.ShouldBeInRange(server.Clock.GetUtcNow().AddSeconds(5), server.Clock.GetUtcNow().AddSeconds(5.5));
        server.Clock.Advance(TimeSpan.FromSeconds(5.5));
        await server.DeliveryTriedAsync(2);
        server.Clock.Advance(TimeSpan.FromSeconds(33));
        (await server.DeliveryTriedAsync(3)).State.ShouldBe("delivered");

        receiver.Requests.Select(request => request.Header("message-id")).ShouldBe(["m1", "m1", "m1"]);
        var attempts = await server.DeliveryLog().ListAttemptsAsync((await server.OnlyDeliveryAsync()).Id, CancellationToken.None);
        attempts.Select(attempt => (attempt.Status, attempt.Error)).ShouldBe([(500, "status 500"), (500, "status 500"), (200, null)]);
    }

    [Theory, EveryEngine]
    [Promise("R5"), Promise("R6")]
    public async Task A_redirect_is_a_failure_and_is_not_followed(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return Receiver.Status(307)(null!, context);
        };
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, "m1");

        (await server.DeliveryTriedAsync(1)).LastError.ShouldBe("status 307: redirects are not followed");
        receiver.Requests.ShouldHaveSingleItem().Path.ShouldBe("/hook");
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_receiver_that_is_gone_ends_its_target(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Status(410);
        var channel = new TestChannel(receiver.Address);
        await using var server = await TestServer.StartAsync(engine, channel.Register, Receiver.Reachable);
        await server.QueueAsync("a", null, "m1");

        await server.AllEndedAsync();

        (await server.OnlyDeliveryAsync()).State.ShouldBe("failed");
        await Eventually.TrueAsync(() => Task.FromResult(channel.Ended is ["a: it answered 410 Gone"]), TimeSpan.FromSeconds(5));
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_target_that_has_taken_nothing_for_days_is_ended_to_the_second(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Status(500);
        var channel = new TestChannel(receiver.Address);
        await using var server = await TestServer.StartAsync(engine, channel.Register, Receiver.Reachable);
        await server.QueueAsync("a", null, "m1");
        await server.DeliveryTriedAsync(1);

        server.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await server.DeliveryTriedAsync(2);
        channel.Ended.ShouldBeEmpty();

        await server.QueueAsync("a", null, "m2");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(
            () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(1)); // it is left in peace for two after its second failure
                return Task.FromResult(channel.Ended.Count == 1);
            },
            TimeSpan.FromSeconds(10));
        channel.Ended[0].ShouldStartWith("a: every delivery failed since 2030-01-01 12:00 UTC");
    }

    [Theory, EveryEngine]
    public async Task Something_taken_in_between_starts_the_count_anew(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (request, context) => Receiver.Status(request.Body.EndsWith("good", StringComparison.Ordinal) ? 200 : 500)(request, context);
        var channel = new TestChannel(receiver.Address);
        await using var server = await TestServer.StartAsync(engine, channel.Register, Receiver.Reachable);
        await server.QueueAsync("a", null, "bad");
        await Eventually.TrueAsync(async () => await server.OnlyDeliveryAsync() is { Tries: 1, LeasedUntil: null }, TimeSpan.FromSeconds(10));
        server.Clock.Advance(TimeSpan.FromSeconds(1)); // it is left in peace for that long
        await server.QueueAsync("a", null, "good");
        await Eventually.TrueAsync(async () => (await server.EntriesAsync("delivered")).Count == 1, TimeSpan.FromSeconds(10));

        server.Clock.Advance(TimeSpan.FromDays(4));
        await receiver.GotAsync(3);
        await Eventually.TrueAsync(async () => (await server.EntriesAsync("waiting")).All(entry => entry.LeasedUntil is null), TimeSpan.FromSeconds(10));

        channel.Ended.ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_receiver_that_asks_for_time_gets_it_for_everything(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) =>
        {
            context.Response.Headers.RetryAfter = "600";
            return Receiver.Status(429)(null!, context);
        };
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, "m1");
        await server.DeliveryTriedAsync(1);
        await server.QueueAsync("a", null, "m2");

        server.Clock.Advance(TimeSpan.FromSeconds(599));
        await TestDeliveries.NothingHappensAsync();
        receiver.Requests.Count.ShouldBe(1);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await receiver.GotAsync(2);
    }

    [Theory]
    [InlineData("sqlite", "2000000000")] // 63 years
    [InlineData("postgresql", "2000000000")]
    [InlineData("sqlite", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("sqlite", "Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task A_receiver_that_asks_for_decades_gets_a_day(string engine, string asked)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) =>
        {
            context.Response.Headers.RetryAfter = asked;
            return Receiver.Status(503)(null!, context);
        };
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, "m1");
        await server.DeliveryTriedAsync(1);
        receiver.Answer = Receiver.Status(200);
        await server.QueueAsync("a", null, "m2");

        server.Clock.Advance(TimeSpan.FromDays(1));

        await server.AllEndedAsync();
        (await server.EntriesAsync("delivered")).Count.ShouldBe(2);
    }

    [Theory, EveryEngine]
    public async Task What_the_receiver_dislikes_about_one_delivery_holds_up_no_other(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (request, context) => Receiver.Status(request.Body.Contains("bad", StringComparison.Ordinal) ? 403 : 200)(request, context);
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, [.. Enumerable.Range(0, 20).Select(i => $"bad{i}")]);

        await receiver.GotAsync(20); // at once: the clock stands still
        await server.QueueAsync("a", null, "good");

        await Eventually.TrueAsync(async () => (await server.EntriesAsync("delivered")).Count == 1, TimeSpan.FromSeconds(10));
        (await server.EntriesAsync("waiting")).Count.ShouldBe(20); // each comes again for itself
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_target_that_refuses_everything_for_days_is_ended_though_it_answers(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = Receiver.Status(403);
        var channel = new TestChannel(receiver.Address);
        await using var server = await TestServer.StartAsync(engine, channel.Register, Receiver.Reachable);
        await server.QueueAsync("a", null, "m1");
        await server.DeliveryTriedAsync(1);

        server.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await server.DeliveryTriedAsync(2);
        channel.Ended.ShouldBeEmpty();

        server.Clock.Advance(TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(() => Task.FromResult(channel.Ended.Count == 1), TimeSpan.FromSeconds(10));
        channel.Ended[0].ShouldBe("a: every delivery failed since 2030-01-01 12:00 UTC; the last one: status 403");
    }

    [Theory, EveryEngine]
    public async Task Two_that_always_have_something_leave_a_place_for_a_third(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        using var gate = new SemaphoreSlim(0);
        receiver.Answer = (_, context) => gate.WaitAsync(context.RequestAborted);
        await using var server = await StartAsync(engine, receiver, ("HeadlessKey:Deliveries:Timeout", "00:01:00"), ("HeadlessKey:Deliveries:AtOnce", "64"));
        foreach (var target in new[] { "a", "b" })
        {
            await server.QueueAsync(target, null, [.. Enumerable.Range(0, 30).Select(i => $"{target}{i}")]);
        }

        await receiver.GotAsync(32); // every place of the node
        await server.QueueAsync("c", null, "c");
        gate.Release();
        await receiver.GotAsync(33);
        gate.Release();
        await receiver.GotAsync(34);

        receiver.Requests.Skip(32).ShouldContain(request => request.Body == "body of c");
        gate.Release(100);
    }

    [Theory, EveryEngine]
    public async Task A_receiver_that_does_not_answer_in_time_is_tried_again(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var server = await StartAsync(engine, receiver, ("HeadlessKey:Deliveries:Timeout", "00:00:01"));
        await server.QueueAsync("a", null, "m1");

        (await server.DeliveryTriedAsync(1)).LastError.ShouldBe("no answer in time");
    }

    [Theory, EveryEngine]
    public async Task An_answer_without_end_is_read_for_its_beginning_only(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        var hungUp = new TaskCompletionSource();
        receiver.Answer = async (_, context) =>
        {
            context.RequestAborted.Register(hungUp.SetResult);
            while (!hungUp.Task.IsCompleted)
            {
                await context.Response.WriteAsync(new string('x', 64 * 1024), context.RequestAborted);
            }
        };
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, "m1");

        (await server.DeliveryTriedAsync(1)).State.ShouldBe("delivered");
        var attempt = (await server.DeliveryLog().ListAttemptsAsync((await server.OnlyDeliveryAsync()).Id, CancellationToken.None)).ShouldHaveSingleItem();
        attempt.Answer.ShouldBe(new string('x', 1000));
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(10)); // we closed the connection instead of reading on
    }

    [Theory, EveryEngine]
    public async Task An_answer_that_trickles_counts_by_its_status(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (_, context) =>
        {
            while (true)
            {
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(100, context.RequestAborted);
            }
        };
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, "m1");

        (await server.DeliveryTriedAsync(1)).State.ShouldBe("delivered");
    }

    [Theory, EveryEngine]
    public async Task One_receiver_never_gets_more_at_a_time_than_the_setting_says(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) => Task.Delay(50, context.RequestAborted);
        await using var server = await StartAsync(engine, receiver, ("HeadlessKey:Deliveries:AtOnce", "2"));
        await using var other = await server.StartAnotherNodeAsync();
        await server.QueueAsync("a", null, [.. Enumerable.Range(0, 12).Select(i => $"m{i}")]);

        await server.AllEndedAsync();

        receiver.MostAtOnce.ShouldBe(2);
        receiver.Requests.Count.ShouldBe(12);
    }

    [Theory, EveryEngine]
    public async Task A_slow_receiver_keeps_no_other_waiting(string engine)
    {
        await using var slow = await Receiver.StartAsync();
        var patience = new TaskCompletionSource();
        slow.Answer = (_, _) => patience.Task;
        await using var server = await StartAsync(engine, slow, ("HeadlessKey:Deliveries:Timeout", "00:00:30"), ("HeadlessKey:Deliveries:AtOnce", "64"));
        await server.QueueAsync("slow", null, [.. Enumerable.Range(0, 40).Select(i => $"m{i}")]);
        await slow.GotAsync(16);

        await server.QueueAsync("nobody", null, "quick");

        await Eventually.TrueAsync(async () => (await server.EntriesAsync("failed")).Any(entry => entry.MessageId == "quick"), TimeSpan.FromSeconds(10));
        slow.Requests.Count.ShouldBe(16);
        patience.SetResult(); // or the server would wait for them when it stops
    }

    [Theory, EveryEngine]
    [Promise("W3")]
    public async Task The_list_of_deliveries_shows_the_request_without_its_path_and_signature(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await StartAsync(engine, receiver);
        await server.QueueAsync("a", null, "m1");

        await server.AllEndedAsync();

        var attempt = (await server.DeliveryLog().ListAttemptsAsync((await server.OnlyDeliveryAsync()).Id, CancellationToken.None)).ShouldHaveSingleItem();
        attempt.Request.ShouldStartWith($"POST {receiver.Address.Authority}\nmessage-id: m1\nx-signature: …\nAuthorization: …");
        receiver.Requests.ShouldHaveSingleItem().Header("x-signature").ShouldBe("canary-signature");
        server.Log.Lines.ShouldNotContain(line => line.Contains("canary", StringComparison.Ordinal));
    }

    private static Task<TestServer> StartAsync(string engine, Receiver receiver, params (string Key, string? Value)[] overrides) =>
        TestServer.StartAsync(engine, new TestChannel(receiver.Address).Register, [Receiver.Reachable, .. overrides]);
}
