using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// Who really asks, when trusted proxies stand in between. The list of hops is walked from the right, the end that our own proxies
/// write: what stands left of the first address that is not a trusted proxy's, anybody can have made up.
/// </summary>
internal sealed class ClientAddress(HeadlessKeyOptions options)
{
    private const int MostHops = 32;

    private static readonly object Connection = new();

    private readonly FromSettings<Proxies> proxies = new(options, Proxies.Of);

    /// <summary>The client's address; null when the connection has none, as over a Unix socket.</summary>
    public IPAddress? Find(IPAddress? remote, IHeaderDictionary headers) => Find(proxies.Value, remote, headers);

    /// <summary>The client's address as it would be with other settings.</summary>
    public static IPAddress? Find(HeadlessKeyOptions settings, IPAddress? remote, IHeaderDictionary headers) => Find(Proxies.Of(settings), remote, headers);

    /// <summary>Keeps who is at the other end of the connection, for those who ask once more.</summary>
    public static void KeepConnection(HttpContext context, IPAddress? remote) => context.Items[Connection] = remote;

    public static IPAddress? ConnectionOf(HttpContext context) => context.Items[Connection] as IPAddress;

    private static IPAddress? Find(Proxies proxies, IPAddress? remote, IHeaderDictionary headers)
    {
        var client = Plain(remote);
        var (trusted, readsForwarded) = proxies;
        if (trusted.Length == 0 || client is null)
        {
            return client;
        }

        var hops = readsForwarded ? ForwardedHeader.For(headers["Forwarded"].ToString()) : Split(headers["X-Forwarded-For"].ToString());
        foreach (var hop in hops.Reverse().Take(MostHops))
        {
            // A hop that is no address ends the walk: the proxy that wrote it is the last one known.
            if (!Array.Exists(trusted, network => network.Contains(client)) || ParseHop(hop) is not { } before)
            {
                break;
            }

            client = before;
        }

        return client;
    }

    /// <summary>An address or a network in the form that the setting takes.</summary>
    public static bool TryParseNetwork(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address) && Plain(address) is { } plain)
        {
            network = new IPNetwork(plain, plain.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }

    private static string[] Split(string header) => header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // 192.0.2.1, 192.0.2.1:4711, 2001:db8::1, [2001:db8::1] and [2001:db8::1]:4711.
    private static IPAddress? ParseHop(string hop)
    {
        if (hop.Contains('%', StringComparison.Ordinal) || !IPEndPoint.TryParse(hop, out var endPoint))
        {
            return null; // a zone is no part of an address that travels
        }

        // 127.1, 1234 and 010.0.0.1 are read as addresses, too: nobody who is honest writes them.
        var isIpv4 = endPoint.AddressFamily == AddressFamily.InterNetwork;
        return isIpv4 && hop.Split(':')[0] != endPoint.Address.ToString() ? null : Plain(endPoint.Address);
    }

    /// <summary>An IPv4 address as one, even where it comes in IPv6's clothes.</summary>
    public static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private sealed record Proxies(IPNetwork[] Trusted, bool ReadsForwarded)
    {
        public static Proxies Of(HeadlessKeyOptions settings) => new(
            [.. settings.Proxies.Trusted.Select(text => TryParseNetwork(text, out var network) ? network : default)],
            settings.Proxies.Header == ProxyOptions.Forwarded);
    }
}
