using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>
/// What a reader of the pages has: the program under the name <c>headlesskey</c>, running at the address that the pages name, with an
/// administrator <c>admin</c>. It is the real program in a folder of its own; the pages' address is exchanged for a free port.
/// </summary>
public sealed class NewcomersServer : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";
    private const string PagesAddress = "127.0.0.1:5080";

    // What pages start for themselves: further servers, a proxy, an app behind it.
    private static readonly string[] OthersOfThePages = ["127.0.0.1:5081", "127.0.0.1:5082", "127.0.0.1:8080", "127.0.0.1:8081"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder;
    private readonly string address;
    private readonly Dictionary<string, string> environment;
    private readonly Dictionary<string, string> others = OthersOfThePages.ToDictionary(other => other, _ => $"127.0.0.1:{FreePort()}");
    private Process? server;

    private NewcomersServer(string folder, string address, Dictionary<string, string> environment)
    {
        this.folder = folder;
        this.address = address;
        this.environment = environment;
    }

    public string Folder => folder;

    public static async Task<NewcomersServer> StartAsync(string engine)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-docs-").FullName;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = folder + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["HEADLESSKEY_ADMIN_LOGIN"] = "admin",
            ["HEADLESSKEY_ADMIN_EMAIL"] = "admin@example.com",
            ["HEADLESSKEY_ADMIN_PASSWORD"] = Password,
            ["HeadlessKey__Storage__Engine"] = engine,
        };
        if (engine == EveryEngineAttribute.PostgreSql)
        {
            environment["HeadlessKey__Storage__ConnectionString"] = await PostgresCluster.CreateDatabaseAsync();
        }

        File.CreateSymbolicLink(Path.Combine(folder, "headlesskey"), Path.Combine(AppContext.BaseDirectory, "HeadlessKey.Server"));

        var started = new NewcomersServer(folder, $"127.0.0.1:{FreePort()}", environment);
        try
        {
            await started.ServeAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>The text with the server's address in the place of the pages'.</summary>
    public string Localise(string text) =>
        others.Aggregate(text.Replace(PagesAddress, address, StringComparison.Ordinal), (known, other) => known.Replace(other.Key, other.Value, StringComparison.Ordinal));

    /// <summary>Runs a program in the reader's folder and returns what it printed; its errors too, when it fails.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Prepare(program, arguments))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.", exception);
        }

        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        var start = Prepare(Path.Combine(folder, "headlesskey"), ["serve", "--urls", $"http://{address}"]);
        server = Process.Start(start)!;
        server.OutputDataReceived += static (_, _) => { };
        server.BeginOutputReadLine();
        var errors = server.StandardError.ReadToEndAsync();

        using var http = new HttpClient();
        for (var deadline = Stopwatch.StartNew(); deadline.Elapsed < Patience;)
        {
            if (server.HasExited)
            {
                throw new InvalidOperationException($"The server did not start: {await errors}");
            }

            try
            {
                if ((await http.GetAsync(new Uri($"http://{address}/readyz"))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not yet
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The server was not ready in time.");
    }

    private ProcessStartInfo Prepare(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
