using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace HeadlessKey.Load.Gauge;

/// <summary>
/// The statements of a refresh, prepared once and run in a plain loop, each refresh in a transaction of its own: what SQLite gives
/// a program that lets nobody share a commit. It works on a copy of the server's own database.
/// </summary>
internal static class SqliteLoop
{
    /// <summary>Runs a script on a database.</summary>
    public static void Execute(string file, string script)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = Command(connection, script);
        command.ExecuteNonQuery();
    }

    public static double Measure(string file, TimeSpan duration)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = false }.ToString());
        connection.Open();
        using (var pragmas = Command(connection, "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 10000"))
        {
            pragmas.ExecuteNonQuery();
        }

        var sessions = Sessions(connection);
        using var find = Command(connection, "select * from sessions where id = @p0", "@p0");
        using var begin = Command(connection, "begin immediate");
        using var rotate = Command(
            connection,
            """
            update sessions
            set generation = @p0, rotated_at = @p1,
                idle_expires_at = @p2, access_expires_at = @p3
            where id = @p4 and generation = @p5 and ended_at is null
                and idle_expires_at > @p6
            """,
            "@p0", "@p1", "@p2", "@p3", "@p4", "@p5", "@p6");
        using var revoke = Command(
            connection,
            """
            insert into revocations (session_id, generation, effective_at, expires_at)
            values (@p0, @p1, @p2, @p3)
            """,
            "@p0", "@p1", "@p2", "@p3");
        using var record = Command(
            connection,
            """
            insert into security_events (at, type, outcome, actor_id, subject_id, session_id, address, user_agent, request_id, detail)
            values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)
            """,
            "@p0", "@p1", "@p2", "@p3", "@p4", "@p5", "@p6", "@p7", "@p8", "@p9");
        using var commit = Command(connection, "commit");
        using var user = Command(
            connection,
            """
            select u.*, (select string_agg(r.role, ',') from user_roles r where r.user_id = u.id) as roles
            from users u where u.id = @p0
            """,
            "@p0");

        var begun = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(begun) < duration)
        {
            var id = sessions[count % sessions.Count];
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var session = Row(find, id);
            var next = (long)session["generation"]! + 1;
            begin.ExecuteNonQuery();
            var changed = Run(rotate, next, now, session["idle_expires_at"], session["access_expires_at"], id, next - 1, now);
            Run(revoke, id, next, now + 30_000, session["access_expires_at"]);
            Run(record, now, "token.refreshed", "success", session["user_id"], session["user_id"], id, "127.0.0.1", null, Guid.CreateVersion7().ToString("N"), null);
            commit.ExecuteNonQuery();
            if (changed != 1 || Row(user, session["user_id"]).Count == 0)
            {
                throw new InvalidOperationException($"Session {id} could not be rotated.");
            }

            count++;
        }

        return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static List<string> Sessions(SqliteConnection connection)
    {
        using var command = Command(connection, "select id from sessions where ended_at is null order by created_at desc limit 32");
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private static int Run(SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }

    private static Dictionary<string, object?> Row(SqliteCommand command, object? key)
    {
        command.Parameters[0].Value = key;
        using var reader = command.ExecuteReader();
        var row = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row[reader.GetName(i)] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }
        }

        return row;
    }
}
