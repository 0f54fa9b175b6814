using System.Globalization;
using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.Events;

/// <summary>An event as it is kept and told: with an id, a time, and addresses as the settings allow.</summary>
internal sealed record RecordedEvent(string Id, DateTimeOffset At, EventPayload Payload)
{
    private const string Separator = ".";

    public string Type => Payload.Type;

    /// <summary>All types that begin in the same way, such as <c>user.*</c>.</summary>
    public string Family => Type[..Type.IndexOf(Separator, StringComparison.Ordinal)] + ".*";

    /// <summary>Whom it is about; null: nobody.</summary>
    public long? SubjectId => Payload.Data.Subject?.Id;

    /// <summary>What others are sent.</summary>
    public string Body => JsonSerializer.Serialize(Payload, EventJsonContext.Bodies.EventPayload);

    public static RecordedEvent Of(string id, DateTimeOffset at, SecurityEvent what, string actorKind, string addresses) => new(id, at, new EventPayload
    {
        Type = what.Type,
        Timestamp = at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        Data = new EventData
        {
            Id = id,
            Outcome = what.Outcome,
            Actor = new EventActor { Kind = actorKind, Id = what.ActorId },
            Subject = what.SubjectId is { } subject ? new EventSubject { Id = subject } : null,
            SessionId = what.SessionId,
            Address = AddressMask.Of(what.Client?.Address, addresses),
            Device = what.Device ?? what.Client?.Device?.Text,
            UserAgent = what.Client?.UserAgent,
            RequestId = what.Client?.RequestId,
            Detail = what.Detail,
        },
    });

    public override string ToString() => Type;
}
