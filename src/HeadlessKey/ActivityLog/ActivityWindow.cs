namespace HeadlessKey.ActivityLog;

/// <summary>The ids that one page looks through.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
/// <param name="IsLast">Whether there is nothing behind it, in the direction that is gone.</param>
internal sealed record ActivityWindow(long First, long Last, bool IsLast);
