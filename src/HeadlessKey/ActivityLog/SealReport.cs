namespace HeadlessKey.ActivityLog;

/// <summary>What a verification found.</summary>
/// <param name="Seals">How many seals were checked.</param>
/// <param name="Rows">How many rows they cover.</param>
/// <param name="Unsealed">How many rows are too young to be sealed.</param>
/// <param name="PrunedId">The last id that was removed for its age; 0: none.</param>
/// <param name="BeganAt">When the first of the seals was made; null: there is none.</param>
/// <param name="Anchors">How many anchors were compared.</param>
/// <param name="Findings">What is wrong, each with where; none: nothing is.</param>
internal sealed record SealReport(long Seals, long Rows, long Unsealed, long PrunedId, DateTimeOffset? BeganAt, int Anchors, IReadOnlyList<SealFinding> Findings);
