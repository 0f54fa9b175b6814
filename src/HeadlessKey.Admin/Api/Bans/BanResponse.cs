using HeadlessKey.Http;
using HeadlessKey.Lockout;

namespace HeadlessKey.Admin.Api.Bans;

/// <summary>A network that is shut out.</summary>
/// <param name="Network">The network.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExpiresAt">Until when; null: until it is lifted.</param>
internal sealed record BanResponse(string Network, string Reason, string? ExpiresAt)
{
    public static BanResponse Of(Ban ban) => new(ban.Network, ban.Reason, ApiTime.OrNull(ban.ExpiresAt));
}
