using System.Security.Cryptography;
using HeadlessKey.Sites;

namespace HeadlessKey.Tests.Sites;

public sealed class SitePolicyTests
{
    private const string Secret = "the two sites share this long secret 4711";
    private const string TokenSecret = "what the other site signs its tokens with 0815";

    [Fact]
    public void An_entry_with_all_it_needs_is_good() => SitePolicy.FindFault(Site()).ShouldBeNull();

    [Theory]
    [InlineData("a"), InlineData("west"), InlineData("west-2.example.com")]
    public void A_key_is_what_fits_into_a_header_and_a_path(string key) => SitePolicy.FindFault(Site(key: key)).ShouldBeNull();

    [Theory]
    [InlineData(""), InlineData("West"), InlineData("-west"), InlineData("west."), InlineData("we/st"), InlineData("we st"), InlineData("wést"), InlineData("west\n"), InlineData("a_b")]
    public void Nothing_else_is_a_key(string key) => SitePolicy.FindFault(Site(key: key)).ShouldBe(SiteFault.KeyForm);

    [Fact]
    public void A_key_has_at_most_64_letters()
    {
        SitePolicy.FindFault(Site(key: new string('k', 64))).ShouldBeNull();
        SitePolicy.FindFault(Site(key: new string('k', 65))).ShouldBe(SiteFault.KeyForm);
    }

    [Theory]
    [InlineData("https://other.example.com/me"), InlineData("https://10.0.0.1/me"), InlineData("http://127.0.0.1:5081/me"), InlineData("http://[::1]:5081/me"), InlineData("http://localhost/me"), InlineData("http://other:5080/me")]
    public void Addresses_are_https_or_near(string url) => SitePolicy.FindFault(Site(userinfo: url)).ShouldBeNull();

    [Theory]
    [InlineData(""), InlineData("/me"), InlineData("http://other.example.com/me"), InlineData("http://10.0.0.1/me"), InlineData("ftp://localhost/me"), InlineData("https://user:word@other.example.com/me"), InlineData("https://other.example.com/me#part"), InlineData("file:///etc/passwd"), InlineData("http://127.0.0.1.example.com/me")]
    public void No_other_address_will_do(string url) => SitePolicy.FindFault(Site(userinfo: url))?.Field.ShouldBe("userinfo_url");

    [Fact]
    public void No_other_address_will_do_for_keys_or_log_outs_either()
    {
        SitePolicy.FindFault(Site(jwks: "http://other.example.com/jwks"))!.Field.ShouldBe("jwks_url");
        SitePolicy.FindFault(Site(logout: "http://other.example.com/logout", knownAs: "us"))!.Field.ShouldBe("logout_url");
    }

    [Theory]
    [InlineData("short"), InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), InlineData("your-256-bit-secret-your-256-bit-secret"), InlineData("0123456789abcdef0123456789abcde")]
    public void A_secret_is_long_and_nobody_has_read_it(string secret) => SitePolicy.FindFault(Site(secret: secret)).ShouldBe(SiteFault.SecretForm);

    [Fact]
    public void A_site_has_one_way_to_verify_its_tokens()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = ec.ExportSubjectPublicKeyInfoPem();

        SitePolicy.FindFault(Site(jwks: null)).ShouldBe(SiteFault.OneVerifier);
        SitePolicy.FindFault(Site(publicKey: pem)).ShouldBe(SiteFault.OneVerifier);
        SitePolicy.FindFault(Site(jwks: null, publicKey: pem)).ShouldBeNull();
        SitePolicy.FindFault(Site(jwks: null, publicKey: pem, algorithm: "RS256")).ShouldBe(SiteFault.PublicKeyForm);
        SitePolicy.FindFault(Site(tokenSecret: TokenSecret)).ShouldBe(SiteFault.OneVerifier);
        SitePolicy.FindFault(Site(algorithm: "HS256")).ShouldBe(SiteFault.OneVerifier);
        SitePolicy.FindFault(Site(algorithm: "HS256", jwks: null)).ShouldBe(SiteFault.OneVerifier);
        SitePolicy.FindFault(Site(algorithm: "HS256", jwks: null, tokenSecret: TokenSecret)).ShouldBeNull();
        SitePolicy.FindFault(Site(algorithm: "HS256", jwks: null, tokenSecret: "short"))!.Field.ShouldBe("token_secret");
        SitePolicy.FindFault(Site(algorithm: "HS256", jwks: null, tokenSecret: Secret)).ShouldBe(SiteFault.SecretsAlike);
        SitePolicy.FindFault(Site(algorithm: "HS512", jwks: null, tokenSecret: TokenSecret)).ShouldBe(SiteFault.AlgorithmUnknown);
        SitePolicy.FindFault(Site(algorithm: "none")).ShouldBe(SiteFault.AlgorithmUnknown);
    }

    [Fact]
    public void People_can_be_made_only_where_their_profile_can_be_asked_for()
    {
        SitePolicy.FindFault(Site(userinfo: null)).ShouldBe(SiteFault.NeedsUserinfo);
        SitePolicy.FindFault(Site(userinfo: null, people: SitePeople.LinkByVerifiedEmail)).ShouldBe(SiteFault.NeedsUserinfo);
        SitePolicy.FindFault(Site(userinfo: null, people: SitePeople.LinkedOnly)).ShouldBeNull();
        SitePolicy.FindFault(Site(people: "everybody")).ShouldBe(SiteFault.PeopleUnknown);
    }

    [Fact]
    public void A_site_is_told_of_log_outs_only_where_it_knows_us()
    {
        SitePolicy.FindFault(Site(logout: "https://other.example.com/logout")).ShouldBe(SiteFault.LogoutNeedsKey);
        SitePolicy.FindFault(Site(logout: "https://other.example.com/logout", knownAs: "us")).ShouldBeNull();
        SitePolicy.FindFault(Site(knownAs: "U S"))!.Field.ShouldBe("known_as");
    }

    [Theory]
    [InlineData("author", "editor", true), InlineData("格", "editor", true), InlineData("", "editor", false), InlineData("author", "", false), InlineData("author", "Editor", false), InlineData("au\nthor", "editor", false), InlineData("a=b", "editor", false)]
    public void A_role_map_gives_roles(string remote, string local, bool good) =>
        (SitePolicy.FindFault(Site(map: (remote, local))) is null).ShouldBe(good);

    [Fact]
    public void A_sites_text_never_has_its_secrets() => Site().ToString().ShouldBe("site other");

    private static SsoSite Site(
        string key = "other", string algorithm = "ES256", string? jwks = "https://other.example.com/jwks", string? publicKey = null, string? tokenSecret = null,
        string secret = Secret, string? userinfo = "https://other.example.com/me", string people = SitePeople.Provision, string? logout = null,
        string? knownAs = null, (string Remote, string Local)? map = null) => new()
    {
        Key = key,
        Name = "The other site",
        Issuer = "https://other.example.com",
        Algorithm = algorithm,
        JwksUrl = jwks,
        PublicKey = publicKey,
        TokenSecret = tokenSecret,
        Secret = secret,
        UserinfoUrl = userinfo,
        People = people,
        LogoutUrl = logout,
        KnownAs = knownAs,
        RoleMap = map is { } pair ? new Dictionary<string, string> { [pair.Remote] = pair.Local } : [],
    };
}
