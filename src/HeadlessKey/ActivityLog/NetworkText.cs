using System.Net;
using System.Net.Sockets;

namespace HeadlessKey.ActivityLog;

/// <summary>What the texts of all addresses of a network begin with, so that the database can leave out most of the others.</summary>
internal static class NetworkText
{
    /// <summary>The parts that are whole in every address; of an IPv6 address none from the first zero on, which may be written as ::.</summary>
    public static string Prefix(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        if (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
        {
            return string.Concat(bytes.Take(Math.Min(3, network.PrefixLength / 8)).Select(part => $"{part}."));
        }

        var groups = Enumerable.Range(0, Math.Min(7, network.PrefixLength / 16)).Select(i => (bytes[2 * i] << 8) | bytes[(2 * i) + 1]);
        return string.Concat(groups.TakeWhile(group => group != 0).Select(group => $"{group:x}:"));
    }

    public static bool Contains(IPNetwork network, string? address) => IPAddress.TryParse(address, out var parsed) && network.Contains(parsed);
}
