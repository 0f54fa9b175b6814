using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HeadlessKey.Server;
using HeadlessKey.Server.Commands;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>
/// The PostgreSQL of <c>HEADLESSKEY_TEST_POSTGRES</c>, or a throw-away cluster on loopback that goes with the test run.
/// </summary>
public static class PostgresCluster
{
    private static readonly string? Binaries = System.IO.Directory.Exists("/usr/lib/postgresql")
        ? System.IO.Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private static readonly Lazy<string> Server = new(() => Environment.GetEnvironmentVariable("HEADLESSKEY_TEST_POSTGRES") ?? Start());

    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);

    public static bool IsAvailable { get; } = Environment.GetEnvironmentVariable("HEADLESSKEY_TEST_POSTGRES") is not null || Binaries is not null;

    /// <summary>A new, empty database.</summary>
    public static Task<string> CreateDatabaseAsync() => CreateAsync(template: null);

    /// <summary>A new database with our tables and nothing in them: a copy of one, which is quicker than to make them anew.</summary>
    public static async Task<string> CreateMigratedDatabaseAsync() => await CreateAsync(await Migrated.Value);

    private static async Task<string> CreateAsync(string? template)
    {
        var name = $"hk_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(Server.Value);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(template is null ? $"create database {name}" : $"create database {name} template {template}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Server.Value) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    private static async Task<string> MigrateAsync()
    {
        // Nobody may be connected to what is copied, not even a pool that waits.
        var database = new NpgsqlConnectionStringBuilder(await CreateDatabaseAsync()) { Pooling = false };
        await using var app = ServerHost.BuildServices(new ServerArguments(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["HeadlessKey:Storage:Engine"] = EveryEngineAttribute.PostgreSql,
            ["HeadlessKey:Storage:ConnectionString"] = database.ToString(),
            ["HeadlessKey:Storage:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["HeadlessKey:PublicUrl"] = TestServer.PublicUrl,
        }));
        await app.Services.GetRequiredService<SchemaMigrator>().MigrateAsync(CancellationToken.None);
        return database.Database!;
    }

    private static string Start()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        var port = FreePort();
        Run("chown", "postgres", folder);
        RunAsPostgres("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync");

        // Speed instead of durability: what the tests lose with the power, nobody misses.
        RunAsPostgres(
            "pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 -c autovacuum=off -c jit=off -c wal_level=minimal -c max_wal_senders=0 -c checkpoint_timeout=1h -c max_wal_size=16GB -c shared_buffers=256MB",
            "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            RunAsPostgres("pg_ctl", "-D", data, "-m", "immediate", "stop");

            // Hundreds of databases are a hundred thousand files: a test run that waited for them would be taken for one that hangs.
            Run("sh", "-c", $"rm -rf '{folder}' &");
        };
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
    }

    private static void RunAsPostgres(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]); // PostgreSQL refuses to run as root
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // Its output goes nowhere: the cluster inherits what it is given, and would hold the test run open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
