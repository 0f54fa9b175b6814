using System.Net;
using HeadlessKey.Events;
using HeadlessKey.Outbound;

namespace HeadlessKey.Webhooks;

/// <summary>What a webhook may be: where it is, and what it wants.</summary>
internal sealed class WebhookPolicy(OutboundAddressPolicy addresses, HeadlessKeyOptions options)
{
    public const string Everything = "*";
    private const int LongestUrl = 2000;

    private static readonly HashSet<string> Known =
    [
        Everything,
        .. SecurityEventTypes.All.Select(type => type.Name),
        .. SecurityEventTypes.All.Select(type => $"{type.Name.Split('.')[0]}.*"),
    ];

    /// <summary>What is wrong with the address; null: nothing.</summary>
    public string? FindUrlFault(string url)
    {
        if (url.Length > LongestUrl || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("https" or "http"))
        {
            return "It must be an https address of at most 2,000 characters, such as https://app.example.com/webhooks.";
        }

        if (parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0)
        {
            return "It must have no user, password or fragment in it. A delivery is signed; check that instead.";
        }

        if (parsed.Scheme == Uri.UriSchemeHttp && !IsInside(parsed))
        {
            return "It must be https. Plain http is for this machine and networks in HeadlessKey:Outbound:AllowedNetworks only.";
        }

        return IPAddress.TryParse(parsed.IdnHost, out var address) && !addresses.Admits(address)
            ? "It leads to an address that is not allowed. Name its network in HeadlessKey:Outbound:AllowedNetworks if you mean it."
            : null;
    }

    /// <summary>What is wrong with the types; null: nothing.</summary>
    public static string? FindTypesFault(IReadOnlyList<string> types) =>
        types.Count == 0 ? "Name at least one type, or * for all."
        : types.FirstOrDefault(type => !Known.Contains(type)) is { } wrong
            ? $"{wrong} is no type of event. Write one such as login.failed, a family such as user.*, or * for all; docs/events.md lists them."
            : null;

    /// <summary>Whether plain http stays in a network that the operator has named: an address in it, or a name that nobody outside can own.</summary>
    private bool IsInside(Uri url) =>
        IPAddress.TryParse(url.IdnHost, out var address) ? addresses.IsAllowListed(address)
        : url.IdnHost == "localhost" ? addresses.IsAllowListed(IPAddress.Loopback)
        : options.Outbound.AllowedNetworks.Count > 0 && !url.IdnHost.Contains('.', StringComparison.Ordinal);
}
