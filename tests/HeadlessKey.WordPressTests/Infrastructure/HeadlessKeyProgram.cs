using System.Diagnostics;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>The server as a process of its own, with people of its own, in a folder that goes with the test.</summary>
public sealed class HeadlessKeyProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1); // for a busy machine; a quiet one needs two seconds

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("hk-program-").FullName;
    private readonly Process process;

    private HeadlessKeyProgram()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        process = Process.Start(Prepare("serve", "--urls", Address.ToString()))!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>How a page's command reaches it: <c>$PATH</c> begins with this folder.</summary>
    public string ProgramFolder => AppContext.BaseDirectory;

    public static async Task<HeadlessKeyProgram> StartAsync(WordPressSite site)
    {
        var program = new HeadlessKeyProgram();
        for (var deadline = Stopwatch.StartNew(); deadline.Elapsed < Patience; await Task.Delay(50))
        {
            try
            {
                if ((await site.Http.GetAsync(new Uri(program.Address, "/readyz"))).IsSuccessStatusCode)
                {
                    return program;
                }
            }
            catch (HttpRequestException)
            {
                program.process.HasExited.ShouldBeFalse("the server did not start");
            }
        }

        throw new TimeoutException("The server was not ready in time.");
    }

    /// <summary>Runs a script of bash in its folder, where <c>headlesskey</c> is this program; what it printed.</summary>
    public async Task<string> RunAsync(string script, string input = "")
    {
        var start = Prepare();
        start.FileName = "bash";
        start.ArgumentList.Add("-ec");
        start.ArgumentList.Add($"headlesskey() {{ '{Path.Combine(ProgramFolder, "HeadlessKey.Server")}' \"$@\"; }}\n{script}");
        using var bash = Process.Start(start)!;
        await bash.StandardInput.WriteAsync(input);
        bash.StandardInput.Close();
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        bash.ExitCode.ShouldBe(0, output + await errors);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private ProcessStartInfo Prepare(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(ProgramFolder, "HeadlessKey.Server"), arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What stands in the environment of the test run must not decide its outcome.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("HEADLESSKEY", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
