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

    /// <summary>Whether the address is the person's own, by what the site says or by the operator's word for the site.</summary>
    public bool IsEmailProven => Profile is { Email: not null } profile && (profile.EmailVerified || Site.TrustsEmail);
}
