using HeadlessKey.Deliveries;
using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.Webhooks;

/// <summary>What was sent to webhooks: to be seen, tried out and sent again.</summary>
internal sealed class WebhookDeliveries(
    WebhookStore store, DeliveryQueueStore queue, DeliveryLogStore log, DeliveryRunner runner, SecurityEventLog events,
    RecordedEventStore recordedEvents, Database database, HeadlessKeyOptions options)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Deliveries, newest first: of one webhook or of all, in one state or in any.</summary>
    public Task<List<DeliveryEntry>> ListAsync(string? webhookId, string? state, long beforeId, int count, CancellationToken cancellationToken) =>
        log.ListAsync(WebhookChannel.ChannelName, webhookId, state, beforeId, count, cancellationToken);

    /// <summary>One delivery, with what is sent.</summary>
    public async Task<DeliveryEntry?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var found = await log.FindAsync(WebhookChannel.ChannelName, id, cancellationToken);
        return found is { EventRow: { } row } ? found with { Body = (await recordedEvents.FindAsync(row, cancellationToken))?.Body } : found;
    }

    /// <summary>Every try of a delivery, oldest first.</summary>
    public Task<List<DeliveryAttempt>> ListAttemptsAsync(long deliveryId, CancellationToken cancellationToken) => log.ListAttemptsAsync(deliveryId, cancellationToken);

    /// <summary>
    /// Sends a test at once, whatever types the webhook wants, and says how it went. Null: there is no such webhook, or it is off.
    /// </summary>
    public async Task<DeliveryAttempt?> TestAsync(string webhookId, IAuthor? by, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(webhookId, cancellationToken) is not { DisabledAt: null })
        {
            return null;
        }

        var target = new DeliveryTarget(WebhookChannel.ChannelName, webhookId);
        var message = await database.WriteAsync(by, async transaction =>
        {
            var recorded = await events.AppendAsync(transaction, SecurityEvent.WebhookTested(webhookId).By(by), CancellationToken.None);
            await queue.AddAsync(transaction, new NewDelivery(target, recorded.Id, recorded.Type, OrderingKey: null, recorded.Body));
            return recorded.Id;
        });
        return await queue.ClaimOneAsync(target.ToString(), message) is { } delivery
            ? await runner.RunAsync(delivery, cancellationToken)
            : await AwaitAsync(webhookId, message, cancellationToken);
    }

    /// <summary>Makes one delivery due again. False: there is none, or it is being tried at this moment.</summary>
    public Task<bool> ReplayAsync(long id, IAuthor? by = null) =>
        database.WriteAsync(by, async transaction =>
        {
            return await NoteAsync(transaction, await log.ReplayAsync(transaction, WebhookChannel.ChannelName, id), by) > 0;
        });

    /// <summary>Makes due again whatever failed and was queued at that time or later; of one webhook, or of all. How many.</summary>
    public Task<int> ReplayFailedAsync(string? webhookId, DateTimeOffset since, IAuthor? by = null) =>
        database.WriteAsync(by, async transaction =>
        {
            return await NoteAsync(transaction, await log.ReplayFailedAsync(transaction, WebhookChannel.ChannelName, webhookId, since), by);
        });

    private async Task<int> NoteAsync(Transaction transaction, int count, IAuthor? by)
    {
        if (count > 0)
        {
            await events.AppendAsync(transaction, SecurityEvent.WebhookReplayed(count).By(by), CancellationToken.None);
        }

        return count;
    }

    /// <summary>A running server was quicker: what did it get?</summary>
    private async Task<DeliveryAttempt?> AwaitAsync(string webhookId, string message, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < options.Deliveries.Timeout; waited += LookEvery)
        {
            var entry = (await ListAsync(webhookId, state: null, long.MaxValue, 100, cancellationToken)).Find(one => one.MessageId == message);
            if (entry is { LeasedUntil: null, Tries: > 0 })
            {
                return (await ListAttemptsAsync(entry.Id, cancellationToken)).LastOrDefault();
            }

            await Task.Delay(LookEvery, cancellationToken);
        }

        return null;
    }
}
