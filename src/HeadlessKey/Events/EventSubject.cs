namespace HeadlessKey.Events;

/// <summary>Whom something is about.</summary>
internal sealed record EventSubject
{
    /// <summary>The user's id.</summary>
    public required long Id { get; init; }
}
