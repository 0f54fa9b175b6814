using System.Collections.Frozen;
using System.Net;
using HeadlessKey.Http;

namespace HeadlessKey.Access;

/// <summary>What the settings say about who may use which endpoint, and from where: one state of them, which does not change.</summary>
internal sealed class AccessRules(AccessOptions options)
{
    private readonly FrozenDictionary<string, AccessRule> rules =
        options.Rules.ToFrozenDictionary(pair => pair.Key, pair => AccessRule.Parse(pair.Value), StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, IPNetwork[]> networks =
        options.Networks.ToFrozenDictionary(pair => pair.Key, pair => ParseNetworks(pair.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether nothing is said about any endpoint, as is most common.</summary>
    public bool AreEmpty => rules.Count == 0 && networks.Count == 0;

    /// <summary>The rule that the settings put in the place of the endpoint's own; null: none.</summary>
    public AccessRule? FindRule(string route) => rules.GetValueOrDefault(route);

    /// <summary>Whether the endpoint may be used from this address. Where there is a list, who has no address is not on it.</summary>
    public bool Admits(string route, IPAddress? address) =>
        !networks.TryGetValue(route, out var allowed) || (address is not null && Array.Exists(allowed, network => network.Contains(address)));

    private static IPNetwork[] ParseNetworks(string text) =>
        [.. Split(text).Select(one => ClientAddress.TryParseNetwork(one, out var network) ? network : default)];

    /// <summary>The networks of a list that is separated by commas.</summary>
    public static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
