using System.Net;
using System.Net.Sockets;

namespace HeadlessKey.Http;

/// <summary>An address as it is kept: whole, as the network it is from, or not at all.</summary>
internal static class AddressMask
{
    private const int Ipv4Bytes = 3; // a /24
    private const int Ipv6Bytes = 6; // a /48

    public static string? Of(string? address, string kept) => kept switch
    {
        ActivityLogOptions.Full => address,
        ActivityLogOptions.Masked when IPAddress.TryParse(address, out var parsed) => Network(parsed),
        _ => null, // what is no address must not slip past the mask
    };

    private static string Network(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(plain.AddressFamily == AddressFamily.InterNetwork ? Ipv4Bytes : Ipv6Bytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
