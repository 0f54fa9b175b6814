using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>Another site, as honest as the test wants it: it signs tokens, shows its keys, and says of a token's owner what it likes.</summary>
public sealed class RemoteSite : IAsyncDisposable
{
    public const string Issuer = "https://other.example.test";
    public const string Secret = "the two sites share this long secret 4711";
    public const string TokenSecret = "what the other site signs its tokens with 0815";

    private readonly WebApplication app;
    private readonly ManualClock clock;

    private RemoteSite(WebApplication app, ManualClock clock)
    {
        this.app = app;
        this.clock = clock;
        Keys = _ => Results.Bytes(Encoding.UTF8.GetBytes(KeySet().ToJsonString()), "application/json");
        Me = _ => Results.Bytes(Encoding.UTF8.GetBytes(Profile.ToJsonString()), "application/json");
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ECDsa Ec { get; set; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public RSA Rsa { get; } = RSA.Create(2048);

    public string Kid { get; set; } = "key-1";

    /// <summary>How it answers for its keys.</summary>
    public Func<HttpContext, IResult> Keys { get; set; }

    /// <summary>How it answers for a profile.</summary>
    public Func<HttpContext, IResult> Me { get; set; }

    public int KeysAsked { get; private set; }

    public int ProfilesAsked { get; private set; }

    /// <summary>What it was asked last for a profile.</summary>
    public IHeaderDictionary? LastHeaders { get; private set; }

    public JsonObject Profile { get; } = new()
    {
        ["ID"] = 42,
        ["user_login"] = "grace",
        ["user_email"] = "grace@example.test",
        ["display_name"] = "Grace Hopper",
        ["roles"] = new JsonArray("author"),
        ["email_verified"] = true,
    };

    public static async Task<RemoteSite> StartAsync(TestServer server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var site = new RemoteSite(app, server.Clock);
        app.MapGet("/jwks", context =>
        {
            site.KeysAsked++;
            return site.Keys(context).ExecuteAsync(context);
        });
        app.MapGet("/me", context =>
        {
            site.ProfilesAsked++;
            site.LastHeaders = context.Request.Headers;
            return site.Me(context).ExecuteAsync(context);
        });
        await app.StartAsync();
        return site;
    }

    /// <summary>Its entry on our side: ES256 by its key set, unless a test has it otherwise.</summary>
    internal SsoSite Entry(
        string key = "other", string algorithm = "ES256", string? audience = null, bool requiresNonce = true, bool trustsEmail = false,
        string people = SitePeople.Provision, (string Remote, string Local)[]? roles = null, bool asksForProfile = true, string? publicKey = null,
        string? jwksUrl = null, string? userinfoUrl = null, string? knownAs = null, string? logoutUrl = null) => new()
    {
        Key = key,
        Name = "The other site",
        Issuer = Issuer,
        Audience = audience,
        Algorithm = algorithm,
        JwksUrl = algorithm == "HS256" || publicKey is not null ? null : jwksUrl ?? new Uri(Address, "/jwks").ToString(),
        PublicKey = publicKey,
        TokenSecret = algorithm == "HS256" ? TokenSecret : null,
        Secret = Secret,
        UserinfoUrl = asksForProfile ? userinfoUrl ?? new Uri(Address, "/me").ToString() : null,
        RequiresNonce = requiresNonce,
        TrustsEmail = trustsEmail,
        People = people,
        RoleMap = (roles ?? []).ToDictionary(pair => pair.Remote, pair => pair.Local),
        KnownAs = knownAs,
        LogoutUrl = logoutUrl,
    };

    /// <summary>A token as it gives them out, not signed yet.</summary>
    internal ForgedToken Draft(string algorithm = "ES256")
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new ForgedToken(
            $$"""{"typ":"JWT","alg":"{{algorithm}}","kid":"{{Kid}}"}""",
            $$"""
            {"iss":"{{Issuer}}","sub":"42","iat":{{now}},"nbf":{{now}},"exp":{{now + 3600}},"jti":"{{Guid.CreateVersion7()}}","sid":"remote-session","roles":["author"]}
            """);
    }

    internal string Sign(ForgedToken token) => token.HeaderText.Contains("RS256", StringComparison.Ordinal)
        ? token.Signed(Rsa.SignData(Input(token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        : token.HeaderText.Contains("HS256", StringComparison.Ordinal)
            ? token.SignedHmac(Encoding.UTF8.GetBytes(TokenSecret))
            : token.Signed(Ec.SignData(Input(token), HashAlgorithmName.SHA256));

    /// <summary>A good token.</summary>
    public string Token(string algorithm = "ES256") => Sign(Draft(algorithm));

    public JsonObject KeySet() => new()
    {
        ["keys"] = new JsonArray(EcKey(), RsaKey()),
    };

    public JsonObject EcKey()
    {
        var point = Ec.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["kty"] = "EC", ["use"] = "sig", ["alg"] = "ES256", ["kid"] = Kid, ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    public JsonObject RsaKey()
    {
        var key = Rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = Kid,
            ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    public static IResult Json(string text) => Results.Bytes(Encoding.UTF8.GetBytes(text), "application/json");

    public async ValueTask DisposeAsync()
    {
        Rsa.Dispose();
        Ec.Dispose();
        await app.DisposeAsync();
    }

    private static byte[] Input(ForgedToken token) =>
        Encoding.ASCII.GetBytes($"{Base64Url.EncodeToString(token.Header)}.{Base64Url.EncodeToString(token.Payload)}");
}
