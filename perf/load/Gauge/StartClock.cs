using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeadlessKey.Load.Gauge;

/// <summary>Milliseconds from starting a program to its first 200.</summary>
internal static class StartClock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(2);

    public static async Task<double> MeasureAsync(Uri url, string[] command)
    {
        var begun = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            while (!await AnswersAsync(url))
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(begun) > Patience)
                {
                    throw new InvalidOperationException($"{command[0]} does not answer: {await process.StandardError.ReadToEndAsync()}");
                }

                await Task.Delay(Between);
            }

            return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> AnswersAsync(Uri url)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, url.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\n\r\n"));
            var answer = new byte[64];
            var length = await socket.ReceiveAsync(answer);
            return Encoding.ASCII.GetString(answer, 0, length).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false; // it does not listen yet
        }
    }
}
