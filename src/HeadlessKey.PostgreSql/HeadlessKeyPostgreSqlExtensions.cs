using HeadlessKey;
using HeadlessKey.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps HeadlessKey's data in PostgreSQL.</summary>
public static class HeadlessKeyPostgreSqlExtensions
{
    /// <summary>
    /// Uses a PostgreSQL database, version 14 or newer, by <see cref="StorageOptions.ConnectionString"/>. Any number of servers may
    /// share it; they share the master key too.
    /// </summary>
    /// <param name="builder">What <c>AddHeadlessKey()</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static HeadlessKeyBuilder UsePostgreSql(this HeadlessKeyBuilder builder) =>
        builder.UseDialect(static options => new PostgreSqlDialect(
            string.IsNullOrEmpty(options.Storage.ConnectionString)
                ? throw new StartupException(
                    "HeadlessKey:Storage:ConnectionString is not set, and PostgreSQL needs one, such as Host=db;Database=headlesskey;Username=headlesskey;Password=…")
                : options.Storage.ConnectionString));
}
