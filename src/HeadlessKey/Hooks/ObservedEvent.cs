using HeadlessKey.Http;

namespace HeadlessKey.Hooks;

/// <summary>A security event, as observers get it. It holds no password, no token and nothing that somebody typed as a login.</summary>
public sealed class ObservedEvent
{
    internal ObservedEvent(ClientInfo? client) => Client = client is null ? null : new HookClient(client);

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The kind, such as <c>login.failed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it is something that came about (<c>success</c>) or did not (<c>failure</c>).</summary>
    public required string Outcome { get; init; }

    /// <summary>The user who did it; null for the command line and for anyone who is not signed in.</summary>
    public long? ActorId { get; init; }

    /// <summary>The user whom it is about.</summary>
    public long? SubjectId { get; init; }

    /// <summary>The session.</summary>
    public string? SessionId { get; init; }

    /// <summary>What else there is to say, such as the reason of a failure.</summary>
    public string? Detail { get; init; }

    /// <summary>From where; null when no request led to it.</summary>
    public HookClient? Client { get; }

    /// <summary>The kind.</summary>
    /// <returns>Such as <c>login.failed</c>.</returns>
    public override string ToString() => Type;
}
