using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>The key set shows the public halves and nothing else.</summary>
public sealed class JwksTests
{
    private static readonly string[] Places = ["/.well-known/jwks.json", "/wp-json/headlesskey/v1/jwks", "/wp-json/wpauthapi/v1/jwks", "/?rest_route=/headlesskey/v1/jwks"];

    [Theory, EveryEngine, Promise("T10")]
    public async Task The_key_set_has_public_members_only_and_never_an_hmac_key(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var rotation = server.Services.GetRequiredService<KeyRotation>();
        var ring = server.Services.GetRequiredService<KeyRing>();
        foreach (var algorithm in SigningAlgorithm.All)
        {
            await rotation.RotateAsync(algorithm, soon: true, CancellationToken.None);
        }

        await Intruder.EventuallyAsync(() => ring.Live.Count == SigningAlgorithm.All.Count + 1, "every key is known");
        foreach (var place in Places)
        {
            var answer = (await server.Client.GetAsync(place)).Expect(200);
            var keys = answer.Json.GetProperty("keys").EnumerateArray().ToList();

            keys.Select(key => key.GetProperty("kty").GetString()).Order().ShouldBe(["EC", "RSA"]);
            foreach (var key in keys)
            {
                string[] allowed = key.GetProperty("kty").GetString() == "RSA" ? ["kty", "use", "alg", "kid", "n", "e"] : ["kty", "use", "alg", "kid", "crv", "x", "y"];
                key.EnumerateObject().Select(member => member.Name).Order().ShouldBe(allowed.Order());
            }

            foreach (var secret in ring.Live.Select(key => key.Material.Export))
            {
                answer.Body.ShouldNotContain(Convert.ToBase64String(secret));
                answer.Body.ShouldNotContain(Base64Url.EncodeToString(secret));
            }

            foreach (var hmac in ring.Live.Where(key => key.Algorithm == SigningAlgorithm.HS256))
            {
                answer.Body.ShouldNotContain(hmac.Kid);
            }
        }
    }

    [Theory, EveryEngine, Promise("T10")]
    public async Task The_key_set_is_cached_for_at_most_half_the_announce_time(string engine)
    {
        foreach (var announced in new[] { 10, 61, 3600 })
        {
            await using var server = await TestServer.StartAsync(
                engine, ("HeadlessKey:Keys:AnnounceFor", TimeSpan.FromSeconds(announced).ToString("c", CultureInfo.InvariantCulture)));
            foreach (var place in Places)
            {
                var age = (await server.Client.GetAsync(place)).Expect(200).Headers.CacheControl!.MaxAge!.Value;
                age.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(announced / 2.0));
            }
        }
    }

    [Theory, EveryEngine, Promise("T10")]
    public async Task A_token_verifies_by_the_key_set_alone(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Keys:Algorithm", SigningAlgorithm.ES256));
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        var key = (await server.Client.GetAsync(Places[0])).Expect(200).Json.GetProperty("keys")[0];
        byte[] Number(string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
        using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Number("x"), Y = Number("y") } });

        var signedText = System.Text.Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        ec.VerifyData(signedText, Base64Url.DecodeFromChars(token.Split('.')[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
    }
}
