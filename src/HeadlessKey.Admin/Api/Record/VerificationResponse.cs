using HeadlessKey.ActivityLog;

namespace HeadlessKey.Admin.Api.Record;

/// <summary>What came of checking the seals.</summary>
/// <param name="Ok">Whether every row is as it was sealed.</param>
/// <param name="Seals">How many seals were checked.</param>
/// <param name="Rows">How many rows they cover.</param>
/// <param name="Unsealed">How many rows are too young to be sealed.</param>
/// <param name="Findings">What is wrong, each with where.</param>
internal sealed record VerificationResponse(bool Ok, long Seals, long Rows, long Unsealed, IReadOnlyList<VerificationResponse.Finding> Findings)
{
    /// <summary>Something that is not as it was sealed.</summary>
    /// <param name="What">What is wrong.</param>
    /// <param name="FirstId">The first row that it is about.</param>
    /// <param name="LastId">The last one; null: up to the end.</param>
    internal sealed record Finding(string What, long FirstId, long? LastId);

    public static VerificationResponse Of(SealReport report) => new(
        report.Findings.Count == 0, report.Seals, report.Rows, report.Unsealed,
        [.. report.Findings.Select(finding => new Finding(finding.What, finding.FirstId, finding.LastId))]);
}
