using System.Net.Sockets;
using HeadlessKey.Http;

namespace HeadlessKey.Lockout;

/// <summary>Networks as bans are kept by.</summary>
internal static class BanNetwork
{
    /// <summary>
    /// One address without its length, an IPv6 address as the /64 that attempts are counted by. Null: it is no network, or everybody's.
    /// </summary>
    public static string? Read(string text) =>
        !ClientAddress.TryParseNetwork(text, out var network) || network.PrefixLength == 0 ? null
        : network is { PrefixLength: 32, BaseAddress.AddressFamily: AddressFamily.InterNetwork } || (network.PrefixLength == 128 && !text.Contains('/', StringComparison.Ordinal)) ? ClientNetwork.Of(network.BaseAddress.ToString())
        : network.ToString();
}
