using Microsoft.Data.Sqlite;

namespace HeadlessKey.Sqlite;

/// <summary>Copies of a database: made while it is in use, and looked at before they are put in its place.</summary>
internal static class DatabaseCopy
{
    /// <summary>Copies what is committed at this moment into a new file (SQLite's online backup).</summary>
    public static void Make(SqliteConnection source, string path)
    {
        var form = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        DatabaseFile.Prepare(form);
        using var copy = new SqliteConnection(form.ToString());
        copy.Open();
        source.BackupDatabase(copy);

        // One file, without a log beside it.
        Execute(copy, "pragma journal_mode = delete");
        if (FindFault(copy) is { } fault)
        {
            throw new IOException($"The copy of the database is not whole: {fault}");
        }
    }

    /// <summary>What is wrong with a file that should be a whole database; null: nothing.</summary>
    public static string? FindFault(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
            connection.Open();
            return FindFault(connection);
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }

    private static string? FindFault(SqliteConnection connection) => Execute(connection, "pragma integrity_check(1)") is "ok" ? null : "its pages do not fit together.";

    private static string? Execute(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a pragma that stands above
        command.CommandText = pragma;
#pragma warning restore CA2100
        return command.ExecuteScalar() as string;
    }
}
