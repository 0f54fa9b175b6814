using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>One socket and no HTTP client: as little as possible between the two clocks.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Length = "Content-Length: "u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return connection;
    }

    /// <summary>A form, ready to be sent.</summary>
    public static byte[] Post(string path, string body) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>How long it takes until the whole answer is there.</summary>
    public async Task<long> TimeAsync(byte[] request, HttpStatusCode expected)
    {
        var start = Stopwatch.GetTimestamp();
        await socket.SendAsync(request);
        var received = 0;
        while (!IsWhole(buffer.AsSpan(0, received)))
        {
            received += await socket.ReceiveAsync(buffer.AsMemory(received));
        }

        var time = Stopwatch.GetTimestamp() - start;
        Encoding.ASCII.GetString(buffer, 0, 12).ShouldBe($"HTTP/1.1 {(int)expected}", Encoding.UTF8.GetString(buffer, 0, received));
        return time;
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(EndOfHead);
        if (head < 0)
        {
            return false;
        }

        var length = answer[(answer.IndexOf(Length) + Length.Length)..head];
        var end = length.IndexOf((byte)'\r');
        return answer.Length == head + EndOfHead.Length + int.Parse(end < 0 ? length : length[..end], CultureInfo.InvariantCulture);
    }
}
