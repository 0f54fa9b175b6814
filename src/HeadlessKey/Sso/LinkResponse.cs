using HeadlessKey.Http;
using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>A link, as its owner sees it.</summary>
/// <param name="Site">The site's key.</param>
/// <param name="Name">The site's name.</param>
/// <param name="Linked">Since when.</param>
/// <param name="LastUsed">When they last came over; null: not yet.</param>
internal sealed record LinkResponse(string Site, string Name, string Linked, string? LastUsed)
{
    public static LinkResponse Of(SsoLink link, string name) => new(
        link.SiteKey, name, ApiTime.Format(link.LinkedAt), link.UsedAt is { } used ? ApiTime.Format(used) : null);
}
