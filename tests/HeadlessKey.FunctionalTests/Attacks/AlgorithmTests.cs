using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;
using Microsoft.IdentityModel.Tokens;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Key, name and algorithm are bound together: a token can only agree (RFC 8725, 3.1).</summary>
public sealed class AlgorithmTests
{
    private const string Algorithm = "HeadlessKey:Keys:Algorithm";

    [Theory, EveryEngine, Promise("T1")]
    public async Task A_token_that_says_it_needs_no_signature_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        var key = server.SigningKey();

        string?[] algorithms =
        [
            "\"none\"", "\"None\"", "\"NONE\"", "\"nOnE\"", "\"\"", "\" \"", "null", "[]", "[\"none\"]", "[\"HS256\"]", "{}", "0", "true",
            "\"hs256\"", "\"HS256 \"", "\"HS256\\u0000\"", "\"n\\u006fne\"", null,
        ];
        foreach (var algorithm in algorithms)
        {
            var forged = genuine.WithParameter("alg", algorithm);
            await server.ShouldBeRefusedEverywhereAsync(forged.SignedWithText(string.Empty), $"{algorithm} unsigned");
            await server.ShouldBeRefusedEverywhereAsync(forged.SignedBy(key), $"{algorithm} signed");
        }
    }

    [Theory, EveryEngine, Promise("T1")]
    public async Task A_header_with_two_algorithms_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        var kid = $"\"kid\":\"{server.SigningKey().Kid}\"";

        foreach (var header in new[]
        {
            $$"""{"alg":"HS256",{{kid}},"alg":"none"}""",
            $$"""{"alg":"none",{{kid}},"alg":"HS256"}""",
            $$"""{"alg":"HS256",{{kid}},"\u0061lg":"none"}""",
            $$"""{"\u0061\u006c\u0067":"none",{{kid}},"alg":"HS256"}""",
            $$"""{"alg":"HS256",{{kid}},"alg":"HS256"}""",
            $$"""{"alg":"HS256",{{kid}},{{kid}}}""",
            $$"""{"ALG":"HS256",{{kid}}}""",
        })
        {
            var forged = genuine.WithHeader(header);
            await server.ShouldBeRefusedEverywhereAsync(forged.SignedBy(server.SigningKey()), header);
            await server.ShouldBeRefusedEverywhereAsync(forged.SignedWithText(string.Empty), header);
        }
    }

    [Theory, EveryEngine, Promise("T1")]
    public async Task A_signature_that_is_empty_cut_padded_or_another_s_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        var forged = ForgedToken.Of(token);
        var signature = token.Split('.')[2];

        foreach (var wrong in new[]
        {
            string.Empty, "A", "AA", "AAAA", signature[..^1], signature[..^2], $"{signature}=", $"{signature}==", $"{signature}A", $"{signature}AA",
            $"{signature}.", $".{signature}", $"{signature}.{signature}", $" {signature}", $"{signature} ", $"{signature}\n", $"{signature}\0",
            Base64Url.EncodeToString(new byte[32]), signature.ToLowerInvariant(), token.Split('.')[1],
        })
        {
            (await server.Client.ValidateAsync(forged.SignedWithText(wrong))).Status.ShouldBeOneOf([400, 401], wrong);
        }
    }

    [Theory, EveryEngine, Promise("T2")]
    public Task The_public_rsa_key_is_no_hmac_secret(string engine) => The_public_key_is_no_hmac_secret(engine, SigningAlgorithm.RS256);

    [Theory, EveryEngine, Promise("T2")]
    public Task The_public_ec_key_is_no_hmac_secret(string engine) => The_public_key_is_no_hmac_secret(engine, SigningAlgorithm.ES256);

    [Theory, EveryEngine, Promise("T3")]
    public async Task Any_algorithm_but_the_key_s_own_is_refused(string engine)
    {
        foreach (var own in SigningAlgorithm.All)
        {
            await using var server = await TestServer.StartAsync(engine, (Algorithm, own));
            var genuine = await server.GenuineAsync();
            var key = server.SigningKey();
            key.Algorithm.ShouldBe(own);
            await server.ShouldBeAcceptedAsync(genuine.SignedBy(key));

            string[] others = key.Key switch
            {
                RsaSecurityKey => ["RS384", "RS512", "PS256", "PS384", "PS512"],
                ECDsaSecurityKey => ["ES384", "ES512", "ES256K"],
                _ => ["HS384", "HS512"],
            };
            foreach (var other in others)
            {
                await server.ShouldBeRefusedEverywhereAsync(genuine.SignedAs(other, key), $"{own} as {other}");
            }

            // Truly signed by the key, but under another's name; and the reverse.
            foreach (var claimed in new[] { "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA", "dir", "A128KW" }.Where(name => name != own))
            {
                await server.ShouldBeRefusedEverywhereAsync(genuine.WithParameter("alg", $"\"{claimed}\"").SignedBy(key), $"{own} named {claimed}");
            }
        }
    }

    [Theory, EveryEngine, Promise("T2")]
    public async Task A_key_signs_only_under_its_own_name(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (Algorithm, SigningAlgorithm.RS256));
        var genuine = await server.GenuineAsync();

        // A stranger's key under the server's kid, and with the stranger's own kid.
        foreach (var algorithm in SigningAlgorithm.All)
        {
            var stranger = KeyMaterial.Generate(algorithm);
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithParameter("alg", $"\"{algorithm}\"").SignedBy(stranger));
            await server.ShouldBeRefusedEverywhereAsync(
                genuine.WithParameter("alg", $"\"{algorithm}\"").WithParameter("kid", $"\"{stranger.Kid}\"").SignedBy(stranger));
        }
    }

    private static async Task The_public_key_is_no_hmac_secret(string engine, string algorithm)
    {
        await using var server = await TestServer.StartAsync(engine, (Algorithm, algorithm));
        var genuine = await server.GenuineAsync();
        var (pem, spki, other) = server.SigningKey().Key switch
        {
            RsaSecurityKey { Rsa: var rsa } => (rsa.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfo(), rsa.ExportRSAPublicKeyPem()),
            ECDsaSecurityKey { ECDsa: var ec } => (ec.ExportSubjectPublicKeyInfoPem(), ec.ExportSubjectPublicKeyInfo(), ec.ExportSubjectPublicKeyInfoPem()),
            _ => throw new InvalidOperationException(),
        };
        var jwks = (await server.Client.GetAsync("/.well-known/jwks.json")).Expect(200);
        var jwk = jwks.Json.GetProperty("keys")[0];
        byte[][] secrets =
        [
            .. Texts(pem), .. Texts(other), .. Texts(jwks.Body), .. Texts(jwk.GetRawText()), .. Texts(JsonSerializer.Serialize(jwk)),
            .. Texts(Convert.ToBase64String(spki)), .. Texts(Base64Url.EncodeToString(spki)), spki, SHA256.HashData(spki),
            .. Texts(jwk.GetProperty("kid").GetString()!), [], new byte[32],
            .. jwk.EnumerateObject().SelectMany(member => Texts(member.Value.ToString())),
        ];

        foreach (var secret in secrets)
        {
            foreach (var claimed in new[] { "HS256", "HS384", "HS512" })
            {
                var token = genuine.WithParameter("alg", $"\"{claimed}\"").SignedHmac(secret, claimed);
                (await server.Client.ValidateAsync(token)).ExpectError(401, "headlesskey_invalid_token");
            }

            // The right name over the wrong kind of signature.
            (await server.Client.ValidateAsync(genuine.SignedHmac(secret))).ExpectError(401, "headlesskey_invalid_token");
        }
    }

    private static IEnumerable<byte[]> Texts(string text) =>
        new[] { text, text.Trim(), $"{text.Trim()}\n", $"{text.Trim()}\r\n", text.ReplaceLineEndings("\r\n") }.Distinct().Select(Encoding.UTF8.GetBytes);
}
