using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace HeadlessKey.Outbound;

/// <summary>
/// The one way out for requests to addresses that somebody typed: webhooks, hooks, other sites. The name is resolved here and the very
/// address that was judged is the one that is connected to: a name that is resolved twice can lead outside first and inside then.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    private const int LongestAnswerHead = 16; // kilobytes
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    private readonly OutboundAddressPolicy policy;

    public OutboundHttp(OutboundAddressPolicy policy)
        : this(policy, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="policy">What may be reached.</param>
    /// <param name="resolve">Finds the addresses of a host.</param>
    public OutboundHttp(OutboundAddressPolicy policy, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        this.policy = policy;

        // Made by hand and not by a factory: that one logs the address of every request, which may have a secret in it.
        Client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect would be a second address, chosen by the other side
            UseCookies = false,
            UseProxy = false, // a proxy would resolve the name for itself
            ConnectTimeout = ConnectPatience,
            MaxResponseHeadersLength = LongestAnswerHead,
            MaxResponseDrainSize = 0, // what nobody wants to read of an answer is not read
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancellationToken) =>
                ConnectAsync(context.DnsEndPoint, context.InitialRequestMessage.RequestUri!.Scheme, resolve, cancellationToken),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each caller knows how long its own question may take
            DefaultRequestHeaders = { { "User-Agent", "HeadlessKey" } },
        };
    }

    /// <summary>Follows no redirect, keeps no cookie, and has no time-out of its own: give each request one, and read answers up to a limit.</summary>
    public HttpClient Client { get; }

    /// <summary>What went wrong, for a log or a list of deliveries. Never the exception's own text, which may quote the address.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "no answer in time",
        OutboundAddressException => "address not allowed",
        HttpRequestException { InnerException: OutboundAddressException } => "address not allowed",
        HttpRequestException { InnerException: AuthenticationException } => "TLS failed",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "host not found",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } => "host not found",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
        _ => "broken answer",
    };

    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(
        DnsEndPoint endPoint, string scheme, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        var allowed = Array.FindAll(await resolve(endPoint.Host, cancellationToken), address => policy.Admits(address, scheme));
        if (allowed.Length == 0)
        {
            throw new OutboundAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
