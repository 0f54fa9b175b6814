namespace HeadlessKey.Sites;

/// <summary>Who somebody of a site is here.</summary>
/// <param name="SiteKey">The site.</param>
/// <param name="UserId">The account.</param>
/// <param name="IsProvisioned">Whether the account was made for this link.</param>
/// <param name="IsByAddress">Whether nothing but the site's word for an address has made it.</param>
/// <param name="LinkedAt">Since when.</param>
/// <param name="UsedAt">When they last came over; null: not yet.</param>
internal sealed record SsoLink(string SiteKey, long UserId, bool IsProvisioned, bool IsByAddress, DateTimeOffset LinkedAt, DateTimeOffset? UsedAt);
