namespace HeadlessKey.ActivityLog;

/// <summary>Something that is not as it was sealed.</summary>
/// <param name="What">What, in a sentence.</param>
/// <param name="FirstId">The first id it may concern.</param>
/// <param name="LastId">The last one; null: to the end.</param>
internal sealed record SealFinding(string What, long FirstId, long? LastId);
