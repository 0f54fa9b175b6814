using System.Data.Common;
using HeadlessKey.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>A way to the server's database from outside, to look at what is there and to break it.</summary>
public static class DatabaseFaults
{
    public static async Task<DbConnection> OpenDatabaseAsync(this TestServer server)
    {
        DbConnection connection = server.Engine() == EveryEngineAttribute.Sqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = server.DatabaseFile(), Pooling = false, DefaultTimeout = 10 }.ToString())
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString()) { Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    public static async Task BreakAsync(this TestServer server, string statement)
    {
        await using var connection = await server.OpenDatabaseAsync();
        await ExecuteAsync(connection, statement);
    }

    /// <summary>Takes the whole database away: on PostgreSQL the database itself, on SQLite everything that is in the file.</summary>
    public static async Task DropDatabaseAsync(this TestServer server)
    {
        if (server.Engine() == EveryEngineAttribute.Sqlite)
        {
            foreach (var table in (string[])["user_roles", "users", "sessions", "revocations", "signing_keys"])
            {
                await server.BreakAsync($"drop table {table}");
            }

            return;
        }

        var own = new NpgsqlConnectionStringBuilder(server.ConnectionString());
        var name = own.Database;
        own.Database = "postgres";
        own.Pooling = false;
        await using var connection = new NpgsqlConnection(own.ToString());
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"drop database {name} with (force)");
    }

    /// <summary>Ends the connection on which every node of this database listens. PostgreSQL only.</summary>
    public static Task CutListenersAsync(this TestServer server) => server.BreakAsync(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'");

    public static string DatabaseFile(this TestServer server) => Path.Combine(server.DataFolder, "headlesskey.db");

    private static string Engine(this TestServer server) => server.Services.GetRequiredService<Database>().Engine;

    private static string ConnectionString(this TestServer server) =>
        server.Services.GetRequiredService<HeadlessKeyOptions>().Storage.ConnectionString!;

    private static async Task ExecuteAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // text of the tests
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
