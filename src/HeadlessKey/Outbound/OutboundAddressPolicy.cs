using System.Net;
using System.Net.Sockets;
using HeadlessKey.Http;

namespace HeadlessKey.Outbound;

/// <summary>
/// Which addresses a URL that somebody typed may lead to. Everything that the registries of special addresses (RFC 6890, and IANA's lists
/// since) set apart is inside the house or nowhere; of IPv6 only the global unicast space is outside (RFC 4291, 2.4). What this machine itself
/// answers to is inside, too, though it be a public address: what listens there may trust its neighbours.
/// </summary>
internal sealed class OutboundAddressPolicy(HeadlessKeyOptions options, OwnAddresses own)
{
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // a cloud's metadata service behind a public address
            "2001::/23", "2001:db8::/32", "3fff::/20",
            "2002::/16", // carries an IPv4 address inside, which may be any of the above
        ]).Select(IPNetwork.Parse),
    ];

    /// <summary>Whether a connection may be opened to the address under TLS.</summary>
    public bool Admits(IPAddress address)
    {
        var plain = Plain(address);
        return IsAllowListed(plain)
            || ((plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
                && !Array.Exists(Special, network => network.Contains(plain))
                && !own.Contain(plain));
    }

    /// <summary>
    /// Whether a connection may be opened to the address for a URL of that scheme. Plain http stays where the operator has said that nobody
    /// is between, whatever the name looked like: one without a dot, too, can lead outside by a search suffix.
    /// </summary>
    public bool Admits(IPAddress address, string scheme) => scheme == Uri.UriSchemeHttps ? Admits(address) : IsAllowListed(address);

    /// <summary>Whether the operator has named the address's network.</summary>
    public bool IsAllowListed(IPAddress address)
    {
        var plain = Plain(address);
        return options.Outbound.AllowedNetworks.Any(text => ClientAddress.TryParseNetwork(text, out var network) && network.Contains(plain));
    }

    // ::ffff:127.0.0.1 is 127.0.0.1 in other clothes.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
