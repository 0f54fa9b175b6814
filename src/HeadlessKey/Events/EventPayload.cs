namespace HeadlessKey.Events;

/// <summary>What others are sent of an event: the body of a webhook.</summary>
internal sealed record EventPayload
{
    /// <summary>The version that is written now. Members may be added to it; none is renamed, removed or given another meaning.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What happened.</summary>
    public required string Type { get; init; }

    /// <summary>When, in UTC, to the millisecond (ISO 8601).</summary>
    public required string Timestamp { get; init; }

    /// <summary>How this body is to be read: 1.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The rest.</summary>
    public required EventData Data { get; init; }
}
