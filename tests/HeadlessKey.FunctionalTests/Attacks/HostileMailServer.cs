using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A mail server that does what no honest one does, and keeps every line it was sent.</summary>
internal sealed class HostileMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    /// <param name="greeting">What it says first, without being asked.</param>
    /// <param name="answer">What it says to a line, with its own line ends; null: nothing.</param>
    public HostileMailServer(string greeting, Func<string, string?> answer)
    {
        listener.Start();
        serving = ServeAsync(greeting, answer);
    }

    /// <summary>Everything that it was told.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public (string Key, string? Value)[] Settings(string security, params (string Key, string? Value)[] more) =>
    [
        ("HeadlessKey:Email:Transport", "smtp"),
        ("HeadlessKey:Email:Smtp:Host", "localhost"),
        ("HeadlessKey:Email:Smtp:Port", ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)),
        ("HeadlessKey:Email:Smtp:Security", security),
        ("HeadlessKey:Email:Smtp:Timeout", "00:00:02"),
        .. more,
    ];

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await serving;
        end.Dispose();
    }

    private async Task ServeAsync(string greeting, Func<string, string?> answer)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                await TalkAsync(client.GetStream(), greeting, answer);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream, string greeting, Func<string, string?> answer)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(greeting), end.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            Heard.Enqueue(line);
            if (answer(line) is { } said)
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(said), end.Token);
            }
        }
    }
}
