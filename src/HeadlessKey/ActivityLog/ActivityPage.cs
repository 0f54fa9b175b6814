namespace HeadlessKey.ActivityLog;

/// <summary>Some events. May be short or empty although more follow: one page looks at a limited number of rows.</summary>
/// <param name="Rows">The events, in the order that was asked for.</param>
/// <param name="Next">Where to go on; null: there is nothing behind these.</param>
internal sealed record ActivityPage(IReadOnlyList<ActivityRow> Rows, string? Next);
