using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>A server as a process of its own. It is killed when the test ends, whatever happens.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // for a busy machine; a quiet one needs one second

    private readonly Process process;
    private readonly StringBuilder output = new();

    private RunningProgram(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        Client = new ApiClient(address);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public ApiClient Client { get; }

    /// <summary>What it has written so far, on either stream.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until the path answers at all.</summary>
    public static async Task<RunningProgram> StartAsync(ProcessStartInfo start, Uri address, string path)
    {
        var server = new RunningProgram(Process.Start(start)!, address);
        server.process.StandardInput.Close();
        try
        {
            await Eventually.TrueAsync(() => server.AnswersAsync(path), Patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>SIGTERM, as a service supervisor sends it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        Client.Dispose();
        process.Dispose();
    }

    private async Task<bool> AnswersAsync(string path)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"It ended with {process.ExitCode}: {Output}");
        }

        try
        {
            await Client.GetAsync(path);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }
}
