namespace HeadlessKey.Storage;

/// <summary>Brings the database to this program's schema, once, however many nodes start together.</summary>
internal sealed class SchemaMigrator(SqlDialect dialect, TimeProvider time)
{
    /// <summary>Applies what is missing and returns it.</summary>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellationToken)
    {
        var applied = new List<Migration>();
        await dialect.WriteAloneAsync(
            async transaction =>
            {
                applied.Clear();
                foreach (var migration in await FindPendingAsync(transaction, cancellationToken))
                {
                    await transaction.ExecuteAsync(Sql.Script(migration.ScriptFor(dialect)), cancellationToken);
                    await transaction.ExecuteAsync(
                        $"""
                        insert into schema_migrations (number, name, checksum, applied_at)
                        values ({migration.Number}, {migration.Name}, {migration.Checksum}, {time.GetUtcNow().ToUnixTimeMilliseconds()})
                        """,
                        cancellationToken);
                    applied.Add(migration);
                }
            },
            cancellationToken);
        return applied;
    }

    /// <summary>What <see cref="MigrateAsync"/> would apply. It changes nothing but the table of migrations itself.</summary>
    public async Task<IReadOnlyList<Migration>> FindPendingAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Migration> pending = [];
        await dialect.WriteAloneAsync(
            async transaction => pending = await FindPendingAsync(transaction, cancellationToken), cancellationToken);
        return pending;
    }

    private static async Task<IReadOnlyList<Migration>> FindPendingAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            $"""
            create table if not exists schema_migrations (
                number bigint primary key, name text not null, checksum text not null, applied_at bigint not null)
            """,
            cancellationToken);
        var recorded = await transaction.ListAsync(
            $"select number, name, checksum from schema_migrations",
            row => (Number: row.Integer("number"), Name: row.Text("name"), Checksum: row.Text("checksum")),
            cancellationToken);

        foreach (var old in recorded)
        {
            var migration = Migration.All.FirstOrDefault(m => m.Number == old.Number)
                ?? throw new StartupException(
                    $"The database has migration {old.Name}, which this program does not know: it was written by a newer HeadlessKey. Run that version, or restore a backup.");
            if (!string.Equals(migration.Checksum, old.Checksum, StringComparison.Ordinal))
            {
                throw new StartupException(
                    $"Migration {old.Name} was changed after it was applied to this database. Restore the file as it was, and put the change in a new migration.");
            }
        }

        var known = recorded.Select(old => old.Number).ToHashSet();
        return [.. Migration.All.Where(migration => !known.Contains(migration.Number))];
    }
}
