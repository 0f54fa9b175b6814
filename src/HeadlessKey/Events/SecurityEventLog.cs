using HeadlessKey.Hooks;
using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>The append-only table of what happened. It is written in the transaction of the change it describes, or not at all.</summary>
internal sealed class SecurityEventLog(TimeProvider time, EventObservers observers)
{
    public Task AppendAsync(Transaction transaction, SecurityEvent securityEvent, CancellationToken cancellationToken)
    {
        if (observers.Any)
        {
            transaction.AfterCommit(() => observers.Tell(Observed(securityEvent)));
        }

        return transaction.AppendAsync(
            $"""
            insert into security_events (at, type, outcome, actor_id, subject_id, session_id, address, user_agent, request_id, detail)
            values ({time.GetUtcNow().ToUnixTimeMilliseconds()}, {securityEvent.Type}, {securityEvent.Outcome}, {securityEvent.ActorId},
                    {securityEvent.SubjectId}, {securityEvent.SessionId}, {securityEvent.Client?.Address}, {securityEvent.Client?.UserAgent},
                    {securityEvent.Client?.RequestId}, {securityEvent.Detail})
            """,
            cancellationToken);
    }

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
