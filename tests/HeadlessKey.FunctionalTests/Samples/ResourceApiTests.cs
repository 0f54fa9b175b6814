using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HeadlessKey.FunctionalTests.CommandLine;

namespace HeadlessKey.FunctionalTests.Samples;

public sealed class ResourceApiTests
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Tokens_of_the_server_are_accepted_and_others_are_not(string algorithm)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey__Keys__Algorithm", algorithm));
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        await using var api = await StartAsync(server);
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        var parts = token.Split('.');

        (await api.Client.GetAsync("/reports", token)).Expect(200).Body.ShouldBe("The reports for user 1.");
        (await api.Client.GetAsync("/reports")).Expect(401);
        (await api.Client.GetAsync("/reports", "nonsense")).Expect(401);
        (await api.Client.GetAsync("/reports", $"{parts[0]}.{parts[1]}.{Encode(RandomNumberGenerator.GetBytes(256))}")).Expect(401);
        (await api.Client.GetAsync("/reports", $"{parts[0]}.{Encode(Claims(server, DateTimeOffset.UtcNow.AddHours(1)))}.{parts[2]}")).Expect(401);
        (await api.Client.GetAsync("/reports", $"{Encode("""{"typ":"JWT","alg":"none"}"""u8)}.{parts[1]}.")).Expect(401);
    }

    [Fact]
    public async Task An_expired_token_is_refused_and_so_is_the_public_key_used_as_a_secret()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        using var rsa = RSA.Create(2048);
        (await place.RunAsync("keys", "import", place.Write("key.pem", rsa.ExportPkcs8PrivateKeyPem()), "--alg", "RS256")).ExpectDone();
        await using var server = await place.ServeAsync();
        await using var api = await StartAsync(server);
        var kid = (await server.Client.GetAsync("/.well-known/jwks.json")).Json.GetProperty("keys")[0].GetProperty("kid").GetString()!;
        var now = DateTimeOffset.UtcNow;
        byte[] ByRsa(byte[] signed) => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        byte[] ByPem(byte[] signed) => HMACSHA256.HashData(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), signed);
        byte[] ByDer(byte[] signed) => HMACSHA256.HashData(rsa.ExportSubjectPublicKeyInfo(), signed);

        // The control: what the others differ from by one thing each.
        (await api.Client.GetAsync("/reports", Sign("RS256", kid, Claims(server, now.AddMinutes(5)), ByRsa))).Expect(200);
        (await api.Client.GetAsync("/reports", Sign("RS256", kid, Claims(server, now.AddSeconds(-1)), ByRsa))).Expect(401);
        (await api.Client.GetAsync("/reports", Sign("RS256", kid, Claims(api, now.AddMinutes(5)), ByRsa))).Expect(401);
        (await api.Client.GetAsync("/reports", Sign("RS256", "another", Claims(server, now.AddMinutes(5)), ByRsa))).Expect(401);
        (await api.Client.GetAsync("/reports", Sign("HS256", kid, Claims(server, now.AddMinutes(5)), ByPem))).Expect(401);
        (await api.Client.GetAsync("/reports", Sign("HS256", kid, Claims(server, now.AddMinutes(5)), ByDer))).Expect(401);
    }

    [Fact]
    public async Task A_token_of_a_server_that_signs_by_HS256_is_refused()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        await using var api = await StartAsync(server);

        (await api.Client.GetAsync("/reports", (await server.Client.LoginAsync()).Expect(200).AccessToken)).Expect(401);
    }

    [Fact]
    public async Task A_key_rotation_is_followed_and_old_tokens_stay_good()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey__Keys__Algorithm", "ES256"));
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        await using var api = await StartAsync(server);
        var before = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        (await api.Client.GetAsync("/reports", before)).Expect(200); // now the old key set is remembered

        (await place.RunAsync("keys", "rotate", "--now")).ExpectDone();

        var after = before;
        await Eventually.TrueAsync(
            async () => (after = (await server.Client.LoginAsync()).Expect(200).AccessToken).Split('.')[0] != before.Split('.')[0],
            TimeSpan.FromSeconds(20));
        await Eventually.TrueAsync(async () => (await api.Client.GetAsync("/reports", after)).Status == 200, TimeSpan.FromSeconds(10));
        (await api.Client.GetAsync("/reports", before)).Expect(200);
    }

    private static Task<RunningProgram> StartAsync(RunningProgram server) =>
        SampleProgram.StartAsync("ResourceApi", ("JwksUrl", $"{server.Address}.well-known/jwks.json"));

    private static byte[] Claims(RunningProgram issuer, DateTimeOffset expires) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        iss = issuer.Address.ToString().TrimEnd('/'),
        sub = "1",
        iat = expires.AddHours(-1).ToUnixTimeSeconds(),
        nbf = expires.AddHours(-1).ToUnixTimeSeconds(),
        exp = expires.ToUnixTimeSeconds(),
    });

    private static string Sign(string algorithm, string kid, byte[] claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(new { typ = "JWT", alg = algorithm, kid }))}.{Encode(claims)}";
        return $"{signed}.{Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
