namespace HeadlessKey.Lockout;

/// <summary>Whether an attempt may be made.</summary>
internal abstract record AttemptResult
{
    internal sealed record Allowed : AttemptResult;

    /// <summary>Too many were made before it.</summary>
    internal sealed record Refused(TimeSpan RetryAfter) : AttemptResult;
}
