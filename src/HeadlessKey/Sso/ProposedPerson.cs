using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>What an account for somebody of another site would be, by the site's word and its entry.</summary>
/// <param name="Login">The login over there, made into one that may be had here.</param>
/// <param name="Email">The address; null: none, or none that can be used.</param>
/// <param name="IsEmailProven">Whether it is the person's own, by what the site says or by the operator's word for the site.</param>
/// <param name="DisplayName">The name that others see.</param>
/// <param name="Roles">The roles that the entry's map gives; none when it gives none.</param>
internal sealed record ProposedPerson(string Login, string? Email, bool IsEmailProven, string DisplayName, IReadOnlyList<string> Roles)
{
    private const string FallbackLogin = "user";

    public static ProposedPerson Of(RemoteIdentity identity)
    {
        var (site, profile) = (identity.Site, identity.Profile);
        var login = LoginOf(profile?.Login);
        return new ProposedPerson(
            login,
            profile?.Email,
            profile is { Email: not null } && (profile.EmailVerified || site.TrustsEmail),
            profile?.DisplayName is { Length: > 0 } name ? name : login,
            [.. (profile?.Roles ?? identity.Token.Roles).Where(site.RoleMap.ContainsKey).Select(role => site.RoleMap[role]).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>A login like the one over there, of characters that a login may have, and never somebody's address.</summary>
    private static string LoginOf(string? remote)
    {
        var usable = (remote ?? string.Empty).Split('@')[0]
            .Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ' ')
            .Take(UserPolicy.LongestLogin);
        return string.Concat(usable).Trim() is { Length: > 0 } login ? login : FallbackLogin;
    }
}
