namespace HeadlessKey.Admin.Api.Overview;

/// <summary>What happened in one step of time, which begins at <paramref name="At"/> (Unix milliseconds).</summary>
internal sealed record OverviewPoint(long At, long SignIns, long Failures, long Refreshes, long Registrations);
