using HeadlessKey.Http;
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
        return Of(
            profile?.Login,
            profile?.Email,
            profile is not null && (profile.EmailVerified || site.TrustsEmail),
            profile?.DisplayName,
            [.. identity.Roles.Where(site.RoleMap.ContainsKey).Select(role => site.RoleMap[role]).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Brings what somebody else says into a form that an account may have.</summary>
    public static ProposedPerson Of(string? login, string? email, bool isEmailProven, string? displayName, IReadOnlyList<string> roles)
    {
        var usable = LoginOf(login);
        var address = email is not null && UserPolicy.FindEmailFault(email) is null ? email : null;
        var name = CleanText.Cut(displayName, UserPolicy.LongestName)?.Trim();
        return new ProposedPerson(usable, address, address is not null && isEmailProven, name is { Length: > 0 } ? name : usable, roles);
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
