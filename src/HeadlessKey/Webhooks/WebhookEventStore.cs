using HeadlessKey.Deliveries;
using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.Webhooks;

/// <summary>
/// Queues a delivery for each webhook that wants an event. Who that is, the statement itself finds out: what is kept in memory would be out
/// of date on another node for a moment, and what happens in that moment would never be told. What one user causes is told in order. A test is
/// queued by whoever sends it, too, for a webhook that may not want such an event: that one is asked for twice.
/// </summary>
internal sealed class WebhookEventStore : IEventSubscriber
{
    private const string Test = "webhook.tested";

    private static readonly string Prefix = new DeliveryTarget(WebhookChannel.ChannelName, string.Empty).ToString();

    // One object, so that those who share a commit ask for the same.
    private static readonly Func<int, Sql> QueueNewest = static count =>
        $"""
        insert into deliveries (target, message_id, once, kind, ordering_key, event_row, body, is_private, created_at, next_try_at)
        select {Prefix} || w.id, e.event_id, e.type = {Test}, e.type, 'user/' || e.subject_id, e.id, '', false, e.at, e.at
        from security_events e cross join webhooks w
        where e.id > (select max(id) from security_events) - {count} and w.disabled_at is null
          and exists (
            select 1 from webhook_types t
            where t.webhook_id = w.id
              and (t.pattern in (e.type, '*') or (t.pattern like '%.*' and e.type like replace(t.pattern, '*', '%'))))
        order by e.id
        on conflict do nothing
        """;

    public Task AppendAsync(Transaction transaction, RecordedEvent recorded, CancellationToken cancellationToken)
    {
        if (transaction.SharesCommit)
        {
            transaction.OnceBeforeCommit(QueueNewest);
            return Task.CompletedTask;
        }

        var at = recorded.At.ToUnixTimeMilliseconds();
        return transaction.AppendAsync(
            $"""
            insert into deliveries (target, message_id, once, kind, ordering_key, body, is_private, created_at, next_try_at)
            select {Prefix} || w.id, {recorded.Id}, {recorded.Type == Test}, {recorded.Type}, {OrderingKey(recorded)}, {recorded.Body}, false, {at}, {at}
            from webhooks w
            where w.disabled_at is null
              and exists (select 1 from webhook_types t where t.webhook_id = w.id and t.pattern in ({recorded.Type}, {Family(recorded)}, '*'))
            """,
            cancellationToken);
    }

    private static string? OrderingKey(RecordedEvent recorded) => recorded.SubjectId is { } subject ? $"user/{subject}" : null;

    private static string Family(RecordedEvent recorded) => recorded.Type[..(recorded.Type.IndexOf('.', StringComparison.Ordinal) + 1)] + "*";
}
