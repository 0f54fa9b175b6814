using System.Net;
using System.Net.Sockets;

namespace HeadlessKey.Http;

/// <summary>What attempts are counted by: an IPv4 address, or an IPv6 /64, which is what one customer gets.</summary>
internal static class ClientNetwork
{
    /// <summary>The network's name; one and the same for all whose address is not known.</summary>
    public static string Of(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return "unknown";
        }

        if (parsed.IsIPv4MappedToIPv6)
        {
            parsed = parsed.MapToIPv4();
        }

        if (parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return parsed.ToString();
        }

        var bytes = parsed.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
