using HeadlessKey.Deliveries;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Deliveries;

/// <summary>Deliveries put into a server's queue as its slices do, and the queue as an operator sees it.</summary>
internal static class TestDeliveries
{
    public static DeliveryQueueStore Deliveries(this TestServer server) => server.Services.GetRequiredService<DeliveryQueueStore>();

    public static DeliveryLogStore DeliveryLog(this TestServer server) => server.Services.GetRequiredService<DeliveryLogStore>();

    /// <summary>Queues messages, each in a transaction of its own, so that their order is that of the arguments.</summary>
    public static async Task QueueAsync(this TestServer server, string target, string? orderingKey, params string[] messages)
    {
        foreach (var message in messages)
        {
            await server.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
            {
                await server.Deliveries().AddAsync(
                    transaction, new NewDelivery(new DeliveryTarget("test", target), message, "test.kind", orderingKey, $"body of {message}"));
                return true;
            });
        }
    }

    /// <summary>Queues many more like a message, for the same target and in the same order: m1, m2 and so on.</summary>
    public static Task QueueCopiesAsync(this TestServer server, string message, int count) =>
        server.ExecuteAsync(
            $"""
            insert into deliveries (target, message_id, once, kind, ordering_key, body, is_private, created_at, next_try_at)
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {count})
            select target, message_id || n, once, kind, ordering_key, body, is_private, created_at, created_at from numbers, deliveries
            where message_id = '{message}' order by n
            """);

    public static async Task<IReadOnlyList<DeliveryEntry>> EntriesAsync(this TestServer server, string? state = null) =>
        await server.DeliveryLog().ListAsync("test", targetId: null, state, long.MaxValue, 10_000, CancellationToken.None);

    /// <summary>The only delivery there is.</summary>
    public static async Task<DeliveryEntry> OnlyDeliveryAsync(this TestServer server) => (await server.EntriesAsync()).ShouldHaveSingleItem();

    /// <summary>Claims what is due for a target; the messages.</summary>
    public static async Task<IEnumerable<string>> ClaimAsync(this TestServer server, string target) =>
        (await server.Deliveries().ClaimAsync(target, 10)).OrderBy(delivery => delivery.Id).Select(delivery => delivery.MessageId);

    /// <summary>Waits until the only delivery has been tried so often, and each try has ended.</summary>
    public static async Task<DeliveryEntry> DeliveryTriedAsync(this TestServer server, int tries)
    {
        await Eventually.TrueAsync(
            async () => await server.OnlyDeliveryAsync() is { LeasedUntil: null } entry && entry.Tries == tries, TimeSpan.FromSeconds(20), $"try {tries} has not ended");
        return await server.OnlyDeliveryAsync();
    }

    public static Task AllEndedAsync(this TestServer server) => Eventually.TrueAsync(
        async () => (await server.EntriesAsync("waiting")).Count == 0, TimeSpan.FromSeconds(30), "something still waits");

    /// <summary>Stops this node's delivering, as if it were not there.</summary>
    public static Task SuspendDeliveriesAsync(this TestServer server) =>
        server.Services.GetRequiredService<DeliveryDispatcher>().StopAsync(CancellationToken.None);

    /// <summary>Long enough for a worker that looks twice a second to have acted, had it wanted to.</summary>
    public static Task NothingHappensAsync() => Task.Delay(TimeSpan.FromMilliseconds(1200));
}
