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

    // One object, so that those who share a commit ask for the same.
    private static readonly Func<int, Sql> QueueNewest = static count => Queue(
        $"""
        select id as event_row, '' as body, event_id, type, at, subject_id
        from security_events
        where id > (select max(id) from security_events) - {count}
        """);

    public Task AppendAsync(Transaction transaction, RecordedEvent recorded, CancellationToken cancellationToken)
    {
        if (!transaction.SharesCommit)
        {
            return transaction.AppendAsync(Queue(recorded), cancellationToken);
        }

        transaction.OnceBeforeCommit(QueueNewest);
        return Task.CompletedTask;
    }

    private static Sql Queue(RecordedEvent recorded) => Queue(
        $"""
        select cast(null as bigint) as event_row, {recorded.Body} as body, {recorded.Id} as event_id, {recorded.Type} as type,
               {recorded.At.ToUnixTimeMilliseconds()} as at, {recorded.SubjectId} as subject_id
        """);

    /// <summary>
    /// What one user causes is told in order. A test is queued, too, for a webhook that may not want such an event: that one is asked
    /// for twice.
    /// </summary>
    private static Sql Queue(Sql events) =>
        $"""
        insert into deliveries (target, message_id, once, kind, ordering_key, event_row, body, is_private, created_at, next_try_at)
        select {Prefix} || w.id, e.event_id, e.type = 'webhook.tested', e.type, 'user/' || e.subject_id, e.event_row, e.body, false, e.at, e.at
        from ({events}) e cross join webhooks w
        where w.disabled_at is null
          and exists (
            select 1 from webhook_types t
            where t.webhook_id = w.id
              and (t.pattern in (e.type, '*') or (t.pattern like '%.*' and e.type like replace(t.pattern, '*', '%'))))
        order by e.event_row
        on conflict do nothing
        """;
}
