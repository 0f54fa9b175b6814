using HeadlessKey.Http;
using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>The append-only table of what happened. It is written in the transaction of the change it describes, or not at all.</summary>
internal sealed class SecurityEventLog(TimeProvider time, HeadlessKeyOptions options, NamelessActor nameless)
{
    public Task AppendAsync(Transaction transaction, SecurityEvent securityEvent, CancellationToken cancellationToken)
    {
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
}
