using HeadlessKey.Http;
using HeadlessKey.Sites;

namespace HeadlessKey.Admin.Api.SsoSites;

/// <summary>Another site whose people may come over. Of one that cannot be opened with this master key, only key and status are known.</summary>
/// <param name="Key">What it is called in requests.</param>
/// <param name="Status">active, disabled or unreadable.</param>
/// <param name="Name">What people read.</param>
/// <param name="Issuer">The iss of its tokens.</param>
/// <param name="Audience">The aud that its tokens must have; null: they must have none.</param>
/// <param name="Algorithm">The algorithm of its tokens.</param>
/// <param name="JwksUrl">Where its public keys are.</param>
/// <param name="PublicKey">Its public key, as PEM. Without either, a secret verifies its tokens.</param>
/// <param name="UserinfoUrl">Its GET /me; null: only people who are linked can come.</param>
/// <param name="RequiresNonce">Whether its calls must carry time and nonce.</param>
/// <param name="TrustsEmail">Whether its people's addresses count as proven, though it does not say so.</param>
/// <param name="People">provision, link_by_verified_email or linked_only.</param>
/// <param name="RoleMap">Which role here each of its roles gives.</param>
/// <param name="LogoutUrl">Where it hears that a session has ended.</param>
/// <param name="KnownAs">The key of this server's entry over there.</param>
/// <param name="DisabledAt">When it was switched off.</param>
/// <param name="Secret">What the two sites share; only in the answer that made it, and null everywhere else.</param>
internal sealed record SiteResponse(
    string Key, string Status, string? Name, string? Issuer, string? Audience, string? Algorithm, string? JwksUrl, string? PublicKey, string? UserinfoUrl,
    bool? RequiresNonce, bool? TrustsEmail, string? People, IReadOnlyDictionary<string, string>? RoleMap, string? LogoutUrl, string? KnownAs, string? DisabledAt,
    string? Secret)
{
    public static SiteResponse Of(string key, SsoSite? site) => site is null
        ? new(key, "unreadable", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)
        : Of(site, secret: null);

    public static SiteResponse Of(SsoSite site, string? secret) => new(
        site.Key, site.IsDisabled ? "disabled" : "active", site.Name, site.Issuer, site.Audience, site.Algorithm, site.JwksUrl, site.PublicKey, site.UserinfoUrl,
        site.RequiresNonce, site.TrustsEmail, site.People, site.RoleMap, site.LogoutUrl, site.KnownAs, ApiTime.OrNull(site.DisabledAt), secret);

    public override string ToString() => Key; // never the secret
}
