namespace HeadlessKey.Events;

/// <summary>Who, whom, from where. Every member is always there; what does not apply is null.</summary>
internal sealed record EventData
{
    /// <summary>The event's id, which is also the header <c>webhook-id</c>: the same on every delivery of it.</summary>
    public required string Id { get; init; }

    /// <summary>Whether what was wanted came about: <c>success</c> or <c>failure</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Who did it.</summary>
    public required EventActor Actor { get; init; }

    /// <summary>The user whom it is about.</summary>
    public required EventSubject? Subject { get; init; }

    /// <summary>The session that it is about.</summary>
    public required string? SessionId { get; init; }

    /// <summary>The client's IP address, as far as the settings keep it.</summary>
    public required string? Address { get; init; }

    /// <summary>What the user calls the device, or what it says it is.</summary>
    public required string? Device { get; init; }

    /// <summary>The client's <c>User-Agent</c>, cut and cleaned. Whoever sent it chose it.</summary>
    public required string? UserAgent { get; init; }

    /// <summary>The request in which it happened, as its answer's <c>X-Request-Id</c> says.</summary>
    public required string? RequestId { get; init; }

    /// <summary>What else there is to say; what it is stands with each type.</summary>
    public required string? Detail { get; init; }
}
