using System.Globalization;
using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>An event as it is kept and told: with an id, a time, and addresses as the settings allow.</summary>
internal sealed record RecordedEvent(string Id, DateTimeOffset At, EventPayload Payload)
{
    public string Type => Payload.Type;

    /// <summary>Whom it is about; null: nobody.</summary>
    public long? SubjectId => Payload.Data.Subject?.Id;

    /// <summary>What others are sent.</summary>
    public string Body => JsonSerializer.Serialize(Payload, EventJsonContext.Bodies.EventPayload);

    public static RecordedEvent Of(string id, DateTimeOffset at, SecurityEvent what, string actorKind, string addresses) => Of(at, what.Type, new EventData
    {
        Id = id,
        Outcome = what.Outcome,
        Actor = new EventActor { Kind = actorKind, Id = what.ActorId },
        Subject = SubjectOf(what.SubjectId),
        SessionId = what.SessionId,
        Address = AddressMask.Of(what.Client?.Address, addresses),
        Device = what.Device ?? what.Client?.Device?.Text,
        UserAgent = what.Client?.UserAgent,
        RequestId = what.Client?.RequestId,
        Detail = what.Detail,
    });

    /// <summary>The same, read back.</summary>
    public static RecordedEvent Of(Row row) => Of(row.Time("at"), row.Text("type"), new EventData
    {
        Id = row.Text("event_id"),
        Outcome = row.Text("outcome"),
        Actor = new EventActor { Kind = row.Text("actor_kind"), Id = row.IntegerOrNull("actor_id") },
        Subject = SubjectOf(row.IntegerOrNull("subject_id")),
        SessionId = row.TextOrNull("session_id"),
        Address = row.TextOrNull("address"),
        Device = row.TextOrNull("device"),
        UserAgent = row.TextOrNull("user_agent"),
        RequestId = row.TextOrNull("request_id"),
        Detail = row.TextOrNull("detail"),
    });

    public override string ToString() => Type;

    private static RecordedEvent Of(DateTimeOffset at, string type, EventData data) => new(data.Id, at, new EventPayload
    {
        Type = type,
        Timestamp = at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        Data = data,
    });

    private static EventSubject? SubjectOf(long? id) => id is { } subject ? new EventSubject { Id = subject } : null;
}
