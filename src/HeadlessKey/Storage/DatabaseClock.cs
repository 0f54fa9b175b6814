namespace HeadlessKey.Storage;

/// <summary>The database machine's clock, to compare ours with.</summary>
internal sealed class DatabaseClock(Database database, SqlDialect dialect)
{
    public async Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            Sql.Script($"select {dialect.UnixSeconds} as now"), row => row.Integer("now"), cancellationToken);
        return DateTimeOffset.FromUnixTimeSeconds(rows[0]);
    }
}
