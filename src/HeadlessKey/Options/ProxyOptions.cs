namespace HeadlessKey;

/// <summary>Which proxies may say for whom they ask.</summary>
[Runtime]
public sealed class ProxyOptions
{
    internal const string XForwardedFor = "x-forwarded-for";
    internal const string Forwarded = "forwarded";

    /// <summary>
    /// The proxies in front of this server, as addresses (<c>10.0.0.2</c>) or networks (<c>10.0.0.0/8</c>, <c>fd00::/8</c>). Only they are
    /// believed. Default: none; whoever connects is the client.
    /// </summary>
    public IList<string> Trusted { get; set; } = [];

    /// <summary>
    /// The header in which they say it: <c>x-forwarded-for</c> (default) or <c>forwarded</c> (RFC 7239). The other one is not looked at: a
    /// proxy that writes one of them may pass the other on as the client wrote it.
    /// </summary>
    public string Header { get; set; } = XForwardedFor;
}
