using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace HeadlessKey.Email;

/// <summary>Lines to and from a mail server, each step within its time, and nothing longer than a reply can honestly be.</summary>
internal sealed class SmtpConnection(Socket socket, Stream plain, TimeSpan timeout) : IAsyncDisposable
{
    private const int LongestLine = 2048; // four times what RFC 5321 grants
    private const int MostLines = 100;

    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream = plain;
    private int filled;

    /// <summary>Whether the other end is on this machine.</summary>
    public bool IsLoopback => socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    public bool IsProtected => stream is SslStream;

    public static async Task<SmtpConnection> OpenAsync(string host, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await WithinAsync($"connecting to {host}:{port}", timeout, token => socket.ConnectAsync(host, port, token), cancellationToken);
            return new SmtpConnection(socket, new NetworkStream(socket, ownsSocket: true), timeout);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Protects the connection. What came in before does not count afterwards: somebody in between may have slipped it in.</summary>
    public async Task ProtectAsync(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        if (filled > 0)
        {
            throw new SmtpFailure("The server said something between STARTTLS and TLS; that may be somebody in between.");
        }

        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secure;
        await WithinAsync("TLS", timeout, token => new ValueTask(secure.AuthenticateAsClientAsync(options, token)), cancellationToken);
    }

    public Task WriteLineAsync(string line, string step, CancellationToken cancellationToken) =>
        WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), step, cancellationToken);

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, string step, CancellationToken cancellationToken) =>
        WithinAsync(step, timeout, async token =>
        {
            await stream.WriteAsync(bytes, token);
            await stream.FlushAsync(token);
        }, cancellationToken);

    public async Task<SmtpReply> ReadReplyAsync(string step, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var code = 0;
        await WithinAsync(step, timeout, async token =>
        {
            for (var last = false; !last;)
            {
                var line = await ReadLineAsync(token);
                if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, null, out code)
                    || (line.Length > 3 && line[3] is not (' ' or '-')) || lines.Count == MostLines)
                {
                    throw new SmtpFailure($"After {step} the server did not answer as a mail server does.");
                }

                last = line.Length == 3 || line[3] == ' ';
                lines.Add(line.Length > 4 ? line[4..] : string.Empty);
            }
        }, cancellationToken);
        return new SmtpReply(code, lines);
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        socket.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) < 0)
        {
            if (filled == LongestLine)
            {
                throw new SmtpFailure("The server sent a line without an end.");
            }

            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            filled += read > 0 ? read : throw new IOException("the server hung up");
        }

        var line = Encoding.UTF8.GetString(buffer, 0, end).TrimEnd('\r');
        buffer.AsSpan(end + 1, filled - end - 1).CopyTo(buffer);
        filled -= end + 1;
        return line;
    }

    private static async Task WithinAsync(string step, TimeSpan timeout, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await work(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpFailure($"No answer to {step} within {timeout.TotalSeconds:0} s.", exception);
        }
        catch (Exception exception) when (exception is IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            throw new SmtpFailure($"Failed at {step}: {exception.Message}", exception);
        }
    }
}
