using HeadlessKey.Storage;

namespace HeadlessKey.ActivityLog;

/// <summary>An event as it is kept.</summary>
internal sealed record ActivityRow
{
    public required long Id { get; init; }

    /// <summary>What the event is called outside, such as in a webhook; null: written before it had a name there.</summary>
    public string? EventId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Type { get; init; }

    public required string Outcome { get; init; }

    public string? ActorKind { get; init; }

    public long? ActorId { get; init; }

    /// <summary>The actor's login now; null when nobody is named, or the account is gone.</summary>
    public string? ActorLogin { get; init; }

    public long? SubjectId { get; init; }

    public string? SubjectLogin { get; init; }

    public string? SessionId { get; init; }

    public string? Address { get; init; }

    public string? Device { get; init; }

    public string? UserAgent { get; init; }

    public string? RequestId { get; init; }

    public string? Detail { get; init; }

    /// <summary>The row alone, without what the accounts say.</summary>
    public static ActivityRow Of(Row row) => new()
    {
        Id = row.Integer("id"),
        EventId = row.TextOrNull("event_id"),
        At = row.Time("at"),
        Type = row.Text("type"),
        Outcome = row.Text("outcome"),
        ActorKind = row.TextOrNull("actor_kind"),
        ActorId = row.IntegerOrNull("actor_id"),
        SubjectId = row.IntegerOrNull("subject_id"),
        SessionId = row.TextOrNull("session_id"),
        Address = row.TextOrNull("address"),
        Device = row.TextOrNull("device"),
        UserAgent = row.TextOrNull("user_agent"),
        RequestId = row.TextOrNull("request_id"),
        Detail = row.TextOrNull("detail"),
    };

    public static ActivityRow WithLogins(Row row) =>
        Of(row) with { ActorLogin = row.TextOrNull("actor_login"), SubjectLogin = row.TextOrNull("subject_login") };
}
