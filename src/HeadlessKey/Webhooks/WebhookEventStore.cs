using HeadlessKey.Deliveries;
using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.Webhooks;

/// <summary>
/// Queues a delivery for each webhook that wants an event. Who that is, the statement itself finds out: what is kept in memory would be out
/// of date on another node for a moment, and what happens in that moment would never be told.
/// </summary>
internal sealed class WebhookEventStore : IEventSubscriber
{
    private static readonly string Prefix = new DeliveryTarget(WebhookChannel.ChannelName, string.Empty).ToString();

    public Task AppendAsync(Transaction transaction, RecordedEvent recorded, CancellationToken cancellationToken) =>
        transaction.AppendAsync(
            $"""
            insert into deliveries (target, message_id, once, kind, ordering_key, body, is_private, created_at, next_try_at)
            select {Prefix} || w.id, {recorded.Id}, {IsTest(recorded)}, {recorded.Type}, {OrderingKey(recorded)}, {recorded.Body}, false,
                   {Milliseconds(recorded)}, {Milliseconds(recorded)}
            from webhooks w
            where w.disabled_at is null
              and exists (select 1 from webhook_types t where t.webhook_id = w.id and t.pattern in ({recorded.Type}, {recorded.Family}, '*'))
            """,
            cancellationToken);

    /// <summary>What one user causes is told in order.</summary>
    public static string? OrderingKey(RecordedEvent recorded) => recorded.SubjectId is { } subject ? $"user/{subject}" : null;

    // Who sends a test queues it, too, for a webhook that may not want such an event.
    private static bool IsTest(RecordedEvent recorded) => recorded.Type == "webhook.tested";

    private static long Milliseconds(RecordedEvent recorded) => recorded.At.ToUnixTimeMilliseconds();
}
