using System.Collections.Concurrent;
using HeadlessKey.Storage;
using Microsoft.Data.Sqlite;

namespace HeadlessKey.Sqlite;

/// <summary>One database file, one writer, any number of readers beside it (WAL).</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private const int UniqueViolation = 2067; // SQLITE_CONSTRAINT_UNIQUE
    private const int PrimaryKeyViolation = 1555; // SQLITE_CONSTRAINT_PRIMARYKEY

    private readonly SqliteConnectionStringBuilder connection;
    private readonly ConcurrentBag<Statements> idleReaders = [];
    private readonly Lazy<SqliteWriter> writer;
    private Action? woken;

    public SqliteDialect(string connectionString)
    {
        connection = Parse(connectionString);
        connection.ForeignKeys = true;
        connection.Pooling = false;     // connections are kept here, together with their prepared statements
        connection.DefaultTimeout = 10; // how long a write waits for another process, in seconds
        writer = new Lazy<SqliteWriter>(() => new SqliteWriter(Open(), () => woken?.Invoke()));
    }

    public override string Name => "sqlite";

    public override string IdentityColumn => "integer primary key autoincrement";

    public override string UnixSeconds => "cast(strftime('%s', 'now') as bigint)";

    public override async Task<T> ReadAsync<T>(Func<Statements, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!idleReaders.TryTake(out var reader))
        {
            reader = new Statements(Open(), keepPrepared: true);
        }

        try
        {
            return await work(reader);
        }
        finally
        {
            idleReaders.Add(reader);
        }
    }

    public override Task<T> WriteAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellationToken) =>
        writer.Value.RunAsync(work);

    // BEGIN IMMEDIATE keeps every other process out until the commit: the write lock is the migration lock.
    public override Task WriteAloneAsync(Func<Transaction, Task> work, CancellationToken cancellationToken) =>
        writer.Value.RunAsync(async transaction =>
        {
            await work(transaction);
            return true;
        });

    // Other processes on the same file (the command line) are found by the poll.
    public override async Task ListenAsync(Action wake, CancellationToken cancellationToken)
    {
        woken += wake;
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            woken -= wake;
        }
    }

    public override bool IsUniqueViolation(Exception exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    public override bool CanCopy => true;

    public override void CopyTo(string path)
    {
        using var source = Open();
        DatabaseCopy.Make(source, path);
    }

    public override async ValueTask DisposeAsync()
    {
        if (writer.IsValueCreated)
        {
            await writer.Value.DisposeAsync();
        }

        while (idleReaders.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }
    }

    private SqliteConnection Open()
    {
        DatabaseFile.Prepare(connection);
        var opened = new SqliteConnection(connection.ToString());
        try
        {
            opened.Open();
            using var command = opened.CreateCommand();

            // FULL: an answered change survives the loss of power, not only of the process.
            command.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000;";
            command.ExecuteNonQuery();
            return opened;
        }
        catch (SqliteException exception)
        {
            opened.Dispose();
            throw DatabaseFile.Explain(exception, connection.DataSource);
        }
    }

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            throw new StartupException("HeadlessKey:Storage:ConnectionString is not one that SQLite takes, such as Data Source=/var/lib/headlesskey/headlesskey.db", exception);
        }
    }
}
