using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>A data folder and a database, and the program <c>headlesskey</c> run on them as an operator runs it.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("hk-cli-").FullName;

    private Installation() => DataFolder = Path.Combine(folder, "data");

    public string DataFolder { get; }

    /// <summary>Opens the database from outside.</summary>
    public async Task<DbConnection> OpenDatabaseAsync()
    {
        DbConnection connection = environment.TryGetValue("HeadlessKey__Storage__ConnectionString", out var postgres)
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ToString())
            : new SqliteConnection($"Data Source={Path.Combine(DataFolder, "headlesskey.db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    /// <param name="engine">One of <see cref="EveryEngineAttribute"/>'s.</param>
    /// <param name="variables">Environment variables.</param>
    public static async Task<Installation> CreateAsync(string engine, params (string Name, string Value)[] variables)
    {
        var installation = new Installation();
        if (engine == EveryEngineAttribute.PostgreSql)
        {
            installation.environment["HeadlessKey__Storage__Engine"] = engine;
            installation.environment["HeadlessKey__Storage__ConnectionString"] = await PostgresCluster.CreateDatabaseAsync();
        }

        foreach (var (name, value) in variables)
        {
            installation.environment[name] = value;
        }

        return installation;
    }

    /// <summary>A file beside the data folder.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public Task<Outcome> RunAsync(params string[] arguments) => RunWithInputAsync(string.Empty, arguments);

    /// <summary>Begins a verb that does not end by itself.</summary>
    public Process Begin(params string[] arguments) => Process.Start(Start([.. arguments]))!;

    /// <summary>Runs a verb to its end, with this on standard input.</summary>
    public async Task<Outcome> RunWithInputAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(Start([.. arguments]))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return new Outcome(process.ExitCode, await output, await error);
    }

    public async Task AddUserAsync(string login = TestUser.Login, string role = "subscriber", params string[] arguments) =>
        (await RunWithInputAsync($"{TestUser.Password}\n", ["user", "add", login, $"{login}@example.test", "--role", role, .. arguments])).ExpectDone();

    public async Task<RunningProgram> ServeAsync(params string[] arguments)
    {
        var address = RunningProgram.FreeAddress();
        return await RunningProgram.StartAsync(
            Start(["serve", "--urls", address.ToString().TrimEnd('/'), .. arguments]), address, "/readyz");
    }

    /// <summary>Serves by another program than the real one: one of the tests' own, which is given an address and the data folder.</summary>
    public Task<RunningProgram> ServeAsync(string project, string verb, Uri address) => RunningProgram.StartAsync(
        BuiltProgram.Of(project, environment, [verb, address.ToString().TrimEnd('/'), DataFolder]), address, "/readyz");

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private ProcessStartInfo Start(IReadOnlyList<string> arguments) =>
        BuiltProgram.Of("src/HeadlessKey.Server", environment, arguments.Contains("--data") ? arguments : [.. arguments, "--data", DataFolder]);
}
