using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>The append-only table of what happened. It is written in the transaction of the change it describes, or not at all.</summary>
internal sealed class SecurityEventLog(TimeProvider time, HeadlessKeyOptions options, NamelessActor nameless, EventObservers observers)
{
    public Task AppendAsync(Transaction transaction, SecurityEvent securityEvent, CancellationToken cancellationToken)
    {
        if (observers.Any)
        {
            transaction.AfterCommit(() => observers.Tell(Observed(securityEvent)));
        }

        var client = securityEvent.Client;
        return transaction.AppendAsync(
            $"""
            insert into security_events (at, type, outcome, actor_kind, actor_id, subject_id, session_id, address, device, user_agent, request_id, detail)
            values ({time.GetUtcNow().ToUnixTimeMilliseconds()}, {securityEvent.Type}, {securityEvent.Outcome}, {ActorKindOf(securityEvent)}, {securityEvent.ActorId},
                    {securityEvent.SubjectId}, {securityEvent.SessionId}, {AddressMask.Of(client?.Address, options.ActivityLog.Addresses)},
                    {securityEvent.Device ?? client?.Device?.Text}, {client?.UserAgent}, {client?.RequestId}, {securityEvent.Detail})
            """,
            cancellationToken);
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
