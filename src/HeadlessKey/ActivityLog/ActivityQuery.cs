using System.Net;

namespace HeadlessKey.ActivityLog;

/// <summary>Which events, in which order. What is not set does not matter.</summary>
internal sealed record ActivityQuery
{
    public const int LargestPage = 1000;

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whom it is about, or who did it.</summary>
    public long? UserId { get; init; }

    /// <summary>Such as <c>login.failed</c>; with a <c>*</c> at the end, all that begin so.</summary>
    public string? Type { get; init; }

    /// <summary><c>success</c> or <c>failure</c>.</summary>
    public string? Outcome { get; init; }

    public IPNetwork? Network { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Words that stand in type, detail, device, user agent or request id, without regard to case.</summary>
    public string? Text { get; init; }

    public bool OldestFirst { get; init; }

    /// <summary>How many at most; from 1 to <see cref="LargestPage"/>.</summary>
    public int Count { get; init; } = 50;

    /// <summary>Where the page before ended, as it said; null: the first page.</summary>
    public string? After { get; init; }
}
