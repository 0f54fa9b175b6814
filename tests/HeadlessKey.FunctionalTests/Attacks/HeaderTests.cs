using System.Net;
using System.Net.Sockets;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A token cannot say where its key is, and its kid is nothing but a name.</summary>
public sealed class HeaderTests
{
    [Theory, EveryEngine, Promise("T4")]
    public async Task A_header_that_points_to_a_key_is_refused_and_nobody_is_asked(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"\"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/keys\"";

        foreach (var (name, json) in new[]
        {
            ("jku", url), ("x5u", url), ("jwk", """{"kty":"oct","k":"AAAA"}"""), ("jwk", """{"kty":"RSA","n":"AQAB","e":"AQAB"}"""), ("x5c", """["AAAA"]"""),
            ("x5t", "\"AAAA\""), ("x5t#S256", "\"AAAA\""), ("crit", """["exp"]"""), ("crit", "[]"), ("crit", """["b64"]"""), ("crit", "null"),
            ("b64", "false"), ("b64", "true"), ("zip", "\"DEF\""), ("jku", "null"), ("typ", "\"at+jwt\""), ("typ", "\"JOSE\""), ("typ", "\"jwt\""), ("typ", "1"),
        })
        {
            // Even under a signature that verifies.
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithParameter(name, json).SignedBy(server.SigningKey()), $"{name} {json}");
        }

        listener.Pending().ShouldBeFalse();
    }

    [Theory, EveryEngine, Promise("T4")]
    public async Task A_key_inside_the_header_signs_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        byte[] own = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];
        var jwk = $$"""{"kty":"oct","k":"{{System.Buffers.Text.Base64Url.EncodeToString(own)}}","alg":"HS256","kid":"mine"}""";

        await server.ShouldBeRefusedEverywhereAsync(genuine.WithParameter("jwk", jwk).SignedHmac(own));
        await server.ShouldBeRefusedEverywhereAsync(genuine.WithParameter("jwk", jwk).WithParameter("kid", "\"mine\"").SignedHmac(own));
    }

    [Theory, EveryEngine, Promise("T5")]
    public async Task A_kid_is_a_name_and_nothing_else(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        var kid = server.SigningKey().Kid;

        foreach (var wrong in new[]
        {
            "\"../../../../dev/null\"", "\"/dev/null\"", "\"file:///dev/null\"", "\"' or '1'='1\"", "\"x'; drop table signing_keys; --\"",
            "\"x' union select 'AAAA' --\"", $"\"{kid}\\u0000\"", $"\"{kid} \"", $"\" {kid}\"", $"\"{kid.ToUpperInvariant()}x\"", "\"\\u0000\"", "\"\"", "null", "0", "-1", "1e309",
            "[]", $"[\"{kid}\"]", "{}", "true", "\"\\ud800\"", "\"%00\"", "\"| sleep 5\"", "\"$(id)\"", "\"${jndi:ldap://127.0.0.1/a}\"", null,
        })
        {
            var forged = genuine.WithParameter("kid", wrong);
            await server.ShouldBeRefusedEverywhereAsync(forged.SignedBy(server.SigningKey()), wrong ?? "none");
            await server.ShouldBeRefusedEverywhereAsync(forged.SignedHmac([]), wrong ?? "none");
            await server.ShouldBeRefusedEverywhereAsync(forged.SignedHmac(new byte[32]), wrong ?? "none");
        }

        await server.ShouldBeAcceptedAsync(genuine.SignedBy(server.SigningKey()));
    }

    [Theory, EveryEngine, Promise("T5")]
    public async Task A_kid_of_one_megabyte_is_refused_unread(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Rest:MaxBodyBytes", "1048576"));
        var genuine = await server.GenuineAsync();

        var huge = genuine.WithParameter("kid", $"\"{new string('k', 1024 * 1024)}\"").SignedBy(server.SigningKey());
        (await server.Client.ValidateAsync(huge)).ExpectError(413, "rest_request_too_large");

        var large = genuine.WithParameter("kid", $"\"{new string('k', 600 * 1024)}\"").SignedBy(server.SigningKey());
        (await server.Client.ValidateAsync(large)).ExpectError(401, "headlesskey_invalid_token");
    }
}
