namespace HeadlessKey.WordPress.Connector;

/// <summary>
/// The way to the one address that the operator has chosen, which may be one inside the house. No redirect is followed: a password would
/// follow it.
/// </summary>
internal sealed class ConnectorHttp : IDisposable
{
    public const int LongestAnswer = 256 * 1024;
    private const int LongestAnswerHead = 16; // kilobytes
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(3);

    public ConnectorHttp(HeadlessKeyOptions options) =>
        Client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = ConnectPatience,
            MaxConnectionsPerServer = options.WordPress.CallsAtOnce,
            MaxResponseHeadersLength = LongestAnswerHead,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each call has its own
            MaxResponseContentBufferSize = LongestAnswer,
            DefaultRequestHeaders = { { "User-Agent", "HeadlessKey" }, { "Accept", "application/json" } },
        };

    public HttpClient Client { get; }

    public void Dispose() => Client.Dispose();
}
