using System.Diagnostics;
using System.Globalization;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>
/// <c>site.sh</c> and what it started. It ends them all when its input ends, so they go with this process however that ends.
/// </summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly SemaphoreSlim one = new(1);

    private SiteProcess(Process process) => this.process = process;

    public static async Task<SiteProcess> StartAsync(string folder, int port, int apachePort)
    {
        // A session of its own: what is sent to the whole group of the test run must not keep it from cleaning up.
        var start = new ProcessStartInfo(
            "setsid",
            [
                Repository.PathOf("tests/wordpress-site/site.sh"), folder, port.ToString(CultureInfo.InvariantCulture),
                apachePort.ToString(CultureInfo.InvariantCulture), Repository.Connector,
            ])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var site = new SiteProcess(Process.Start(start)!);
        var errors = site.process.StandardError.ReadToEndAsync();
        if (await site.process.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException($"There is no site: {await errors}");
        }

        return site;
    }

    /// <summary>Has a line obeyed.</summary>
    public async Task SendAsync(string line)
    {
        await one.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            var answer = await process.StandardOutput.ReadLineAsync();
            answer.ShouldBe("done", line);
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        one.Dispose();
    }
}
