using HeadlessKey.Http;
using HeadlessKey.Lockout;

namespace HeadlessKey.Admin.Api.Bans;

/// <summary>A network to shut out.</summary>
/// <param name="Network">An address or a network.</param>
/// <param name="Reason">For the list.</param>
/// <param name="Hours">For how long; null: until it is lifted.</param>
internal sealed record AddBanRequest(string Network, string Reason, int? Hours)
{
    private const int LongestReason = 200;

    public static AddBanRequest Bind(RequestFields fields)
    {
        var typed = fields.Required("network", 100);
        var network = BanNetwork.Read(typed);
        if (network is null && typed.Length > 0)
        {
            fields.Refuse("network", Messages.NetworkForm);
        }

        return new AddBanRequest(
            network ?? string.Empty, CleanText.Cut(fields.Optional("reason", LongestReason), LongestReason) ?? "administrator", fields.Number("hours", 1, 24 * 3650));
    }
}
