using System.Net;
using System.Text.RegularExpressions;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.Sites;

/// <summary>Which entries a site may have.</summary>
internal static partial class SitePolicy
{
    public const int LeastSecret = 32; // RFC 2104, 3: as long as the hash
    public const int LongestKey = 64;
    private const int LongestName = 100;
    private const int LongestClaim = 255;
    private const int LongestUrl = 2000;

    public static bool IsKey(string key) => KeyPattern.IsMatch(key);

    /// <summary>The first thing that is wrong with the entry, or null.</summary>
    public static SiteFault? FindFault(SsoSite site) =>
        !IsKey(site.Key) ? SiteFault.KeyForm
        : site.Name.Trim().Length is 0 or > LongestName || CleanText.Cut(site.Name, LongestName) != site.Name ? SiteFault.NameForm
        : site.Issuer.Length is 0 or > LongestClaim ? SiteFault.IssuerForm
        : site.Audience is { Length: 0 or > LongestClaim } ? SiteFault.AudienceForm
        : !SigningAlgorithm.IsKnown(site.Algorithm) ? SiteFault.AlgorithmUnknown
        : FindKeyFault(site)
        ?? FindPeopleFault(site)
        ?? FindUrlFault("userinfo_url", site.UserinfoUrl)
        ?? FindUrlFault("logout_url", site.LogoutUrl)
        ?? (site.KnownAs is { } own && !IsKey(own) ? SiteFault.KeyForm with { Field = "known_as" } : null)
        ?? (site is { LogoutUrl: not null, KnownAs: null } ? SiteFault.LogoutNeedsKey : null);

    private static SiteFault? FindKeyFault(SsoSite site)
    {
        if (!IsSecret(site.Secret))
        {
            return SiteFault.SecretForm;
        }

        if (site.Algorithm == SigningAlgorithm.HS256)
        {
            return site is not { TokenSecret: { } tokens, JwksUrl: null, PublicKey: null } ? SiteFault.OneVerifier
                : !IsSecret(tokens) ? SiteFault.SecretForm with { Field = "token_secret" }
                : IsSame(tokens, site.Secret) ? SiteFault.SecretsAlike // who may only call must not be able to sign anybody in
                : null;
        }

        return site.TokenSecret is not null || (site.JwksUrl is null) == (site.PublicKey is null) ? SiteFault.OneVerifier
            : site.PublicKey is { } pem && RemoteKey.FromPem(site.Algorithm, pem) is null ? SiteFault.PublicKeyForm
            : FindUrlFault("jwks_url", site.JwksUrl);
    }

    private static SiteFault? FindPeopleFault(SsoSite site) =>
        !SitePeople.All.Contains(site.People, StringComparer.Ordinal) ? SiteFault.PeopleUnknown
        : site.UserinfoUrl is null && site.People != SitePeople.LinkedOnly ? SiteFault.NeedsUserinfo
        : site.RoleMap.Any(pair => pair.Key.Length is 0 or > LongestClaim || pair.Key.AsSpan().IndexOfAny('\n', '=') >= 0 || !Role.IsValid(pair.Value)) ? SiteFault.RoleForm
        : null;

    /// <summary>Tokens and profiles travel there, so in the open only where nobody is between.</summary>
    private static SiteFault? FindUrlFault(string field, string? text) =>
        text is null
        || (text.Length <= LongestUrl
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { UserInfo: "", Fragment: "" }
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && IsNear(url))))
            ? null
            : SiteFault.UrlForm(field);

    private static bool IsNear(Uri url) =>
        IPAddress.TryParse(url.DnsSafeHost, out var address) ? IPAddress.IsLoopback(address) : !url.Host.Contains('.', StringComparison.Ordinal);

    private static bool IsSecret(string text) => text.Length >= LeastSecret && !PublishedSecrets.Contains(text) && !text.Any(char.IsControl);

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern { get; }
}
