namespace HeadlessKey.ActivityLog;

/// <summary>Some events. Few or none do not mean that there are no more: a page looks through so many rows and no further.</summary>
/// <param name="Rows">The events, in the order that was asked for.</param>
/// <param name="Next">Where to go on; null: there is nothing behind these.</param>
internal sealed record ActivityPage(IReadOnlyList<ActivityRow> Rows, string? Next);
