using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>Somebody of another site, proven: by the site's signature, its token, and its own word on the profile.</summary>
/// <param name="Site">The site.</param>
/// <param name="Token">The token.</param>
/// <param name="Profile">The profile; null when the entry names no place to ask.</param>
internal sealed record RemoteIdentity(SsoSite Site, RemoteToken Token, RemoteProfile? Profile)
{
    /// <summary>The roles over there.</summary>
    public IReadOnlyList<string> Roles => Profile?.Roles ?? Token.Roles;
}
