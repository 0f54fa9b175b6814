using HeadlessKey.Sqlite;
using HeadlessKey.Storage;

namespace HeadlessKey.Tests.Infrastructure;

/// <summary>An empty SQLite database that goes away with the test.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    public SqliteFile()
    {
        Dialect = new SqliteDialect(ConnectionString);
        Database = new Database(Dialect);
    }

    public string ConnectionString => $"Data Source={folder.File("test.db")}";

    public SqliteDialect Dialect { get; }

    public Database Database { get; }

    public Task<int> ExecuteAsync(string script) =>
        Database.WriteAsync(transaction => transaction.ExecuteAsync(Sql.Script(script), CancellationToken.None));

    public async Task<long[]> NumbersAsync(string query) =>
        [.. await Database.ListAsync(Sql.Script($"select n from ({query})"), row => row.Integer("n"), CancellationToken.None)];

    public async ValueTask DisposeAsync()
    {
        await Dialect.DisposeAsync();
        folder.Dispose();
    }
}
