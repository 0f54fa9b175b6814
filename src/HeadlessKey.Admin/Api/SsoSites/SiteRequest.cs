using HeadlessKey.Http;
using HeadlessKey.SigningKeys;
using HeadlessKey.Sites;

namespace HeadlessKey.Admin.Api.SsoSites;

/// <summary>A site to add.</summary>
/// <param name="Key">What it is called in requests.</param>
/// <param name="Name">What people read; default: the key.</param>
/// <param name="Url">Another HeadlessKey's public URL, from which issuer and addresses follow.</param>
/// <param name="Issuer">The iss of its tokens.</param>
/// <param name="Audience">The aud that its tokens must have; default: they must have none.</param>
/// <param name="Algorithm">The algorithm of its tokens: HS256, RS256 or ES256.</param>
/// <param name="JwksUrl">Where its public keys are.</param>
/// <param name="PublicKey">Its public key instead, as PEM.</param>
/// <param name="TokenSecret">The secret of its HS256 tokens.</param>
/// <param name="Secret">What the two sites share; default: it is made, and told once.</param>
/// <param name="UserinfoUrl">Its GET /me.</param>
/// <param name="RequiresNonce">Whether its calls must carry time and nonce; default: they must.</param>
/// <param name="TrustsEmail">Whether its people's addresses count as proven, though it does not say so.</param>
/// <param name="People">What becomes of people who come for the first time; default: provision.</param>
/// <param name="RoleMap">Which role here each of its roles gives.</param>
/// <param name="LogoutUrl">Where it wants to hear that a session has ended.</param>
/// <param name="KnownAs">The key of this server's entry over there.</param>
internal sealed record SiteRequest(
    string Key, string? Name, string? Url, string? Issuer, string? Audience, string Algorithm, string? JwksUrl, string? PublicKey, string? TokenSecret,
    string? Secret, string? UserinfoUrl, bool RequiresNonce, bool TrustsEmail, string? People, IReadOnlyDictionary<string, string> RoleMap, string? LogoutUrl,
    string? KnownAs)
{
    private const int LongestUrl = 2000;

    private bool IsShared => Algorithm == SigningAlgorithm.HS256;

    public static SiteRequest Bind(RequestFields fields) => new(
        fields.Required("key", SitePolicy.LongestKey), fields.Optional("name", 100), fields.Optional("url", LongestUrl)?.TrimEnd('/'), fields.Optional("issuer", 255),
        fields.Optional("audience", 255), fields.Required("algorithm", 20), fields.Optional("jwks_url", LongestUrl), fields.Optional("public_key", 10_000),
        fields.Optional("token_secret", 1000), fields.Optional("secret", 1000), fields.Optional("userinfo_url", LongestUrl), fields.Flag("requires_nonce", otherwise: true),
        fields.Flag("trusts_email", otherwise: false), fields.Optional("people", 40), fields.Map("role_map", 100, 255), fields.Optional("logout_url", LongestUrl),
        fields.Optional("known_as", SitePolicy.LongestKey));

    /// <summary>The entry, with the secret that the two sites share.</summary>
    public SsoSite ToSite(string secret) => new()
    {
        Key = Key,
        Name = Name ?? Key,
        Issuer = Issuer ?? Url ?? string.Empty,
        Audience = Audience,
        Algorithm = Algorithm,
        JwksUrl = JwksUrl ?? (IsShared || PublicKey is not null || Url is null ? null : SiteAddresses.Keys(Url)),
        PublicKey = PublicKey,
        TokenSecret = TokenSecret,
        Secret = secret,
        UserinfoUrl = UserinfoUrl ?? (Url is null ? null : SiteAddresses.Profile(Url)),
        RequiresNonce = RequiresNonce,
        TrustsEmail = TrustsEmail,
        People = People ?? SitePeople.Provision,
        RoleMap = RoleMap,
        LogoutUrl = LogoutUrl ?? (Url is null || KnownAs is null ? null : SiteAddresses.Logout(Url)),
        KnownAs = KnownAs,
    };

    /// <summary>The member of the request that the fault is about: what followed from the URL is the URL's fault.</summary>
    public string MemberOf(SiteFault fault) => fault.Field switch
    {
        "keys" when IsShared => TokenSecret is null ? "token_secret" : JwksUrl is null ? "public_key" : "jwks_url",
        "keys" => TokenSecret is null ? "jwks_url" : "token_secret",
        "issuer" when Url is not null && Issuer is null => "url",
        "jwks_url" when JwksUrl is null => "url",
        "userinfo_url" when Url is not null && UserinfoUrl is null => "url",
        "logout_url" when LogoutUrl is null => "url",
        var field => field,
    };

    public override string ToString() => Key; // never the secrets
}
