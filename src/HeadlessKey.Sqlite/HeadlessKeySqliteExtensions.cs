using HeadlessKey;
using HeadlessKey.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps HeadlessKey's data in SQLite.</summary>
public static class HeadlessKeySqliteExtensions
{
    /// <summary>
    /// Uses one SQLite file: the connection string's, or <c>headlesskey.db</c> in the data folder. Right for one machine.
    /// </summary>
    /// <param name="builder">What <c>AddHeadlessKey()</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static HeadlessKeyBuilder UseSqlite(this HeadlessKeyBuilder builder) =>
        builder.UseDialect(static options => new SqliteDialect(HeadlessKeySqliteFile.ConnectionString(options.Storage)));
}
