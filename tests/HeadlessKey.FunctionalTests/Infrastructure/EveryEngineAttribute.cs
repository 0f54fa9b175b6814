using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Runs a theory once on each engine. Where there is no PostgreSQL the case shows as skipped, never as passed.</summary>
public sealed class EveryEngineAttribute : DataAttribute
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<string>(Sqlite),
            new TheoryDataRow<string>(PostgreSql) { Skip = PostgresCluster.IsAvailable ? null : "PostgreSQL is not installed" },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
