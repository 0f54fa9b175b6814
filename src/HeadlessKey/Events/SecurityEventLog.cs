using HeadlessKey.Hooks;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>
/// The append-only table of what happened, and the queues of those who are told. Both are written in the transaction of the change they
/// describe, or not at all.
/// </summary>
internal sealed class SecurityEventLog(
    TimeProvider time, HeadlessKeyOptions options, NamelessActor nameless, EventObservers observers, IEnumerable<IEventSubscriber> subscribers)
{
    private readonly IEventSubscriber[] subscribers = [.. subscribers];

    /// <summary>Writes the event, and returns it as others are told of it.</summary>
    public async Task<RecordedEvent> AppendAsync(Transaction transaction, SecurityEvent securityEvent, CancellationToken cancellationToken)
    {
        if (observers.Any)
        {
            transaction.AfterCommit(() => observers.Tell(Observed(securityEvent)));
        }

        var recorded = RecordedEvent.Of($"evt_{RandomId.Handle()}", time.GetUtcNow(), securityEvent, ActorKindOf(securityEvent), options.ActivityLog.Addresses);
        var data = recorded.Payload.Data;
        await transaction.AppendAsync(
            $"""
            insert into security_events
                (event_id, at, type, outcome, actor_kind, actor_id, subject_id, session_id, address, device, user_agent, request_id, detail)
            values ({recorded.Id}, {recorded.At.ToUnixTimeMilliseconds()}, {recorded.Type}, {data.Outcome}, {data.Actor.Kind}, {data.Actor.Id}, {data.Subject?.Id},
                    {data.SessionId}, {data.Address}, {data.Device}, {data.UserAgent}, {data.RequestId}, {data.Detail})
            """,
            cancellationToken);
        foreach (var subscriber in subscribers)
        {
            await subscriber.AppendAsync(transaction, recorded, cancellationToken);
        }

        return recorded;
    }

    private string ActorKindOf(SecurityEvent securityEvent) =>
        securityEvent.ActorId is not null ? ActorKind.User
        : securityEvent.Client is not null ? ActorKind.Anonymous
        : nameless.Kind;

    private ObservedEvent Observed(SecurityEvent securityEvent) => new(securityEvent.Client)
    {
        At = time.GetUtcNow(),
        Type = securityEvent.Type,
        Outcome = securityEvent.Outcome,
        ActorId = securityEvent.ActorId,
        SubjectId = securityEvent.SubjectId,
        SessionId = securityEvent.SessionId,
        Detail = securityEvent.Detail,
    };
}
