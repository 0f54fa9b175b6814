using System.Security.Cryptography;
using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>What is unsafe is not started, and the one line says which setting, where from, and what to do.</summary>
public sealed class StartupRefusalTests
{
    public static TheoryData<string, string, string> Unsafe => new()
    {
        { "SecretKey", new string('k', 31), "at least 32 bytes" },
        { "SecretKey", "short", "at least 32 bytes" },
        { "SecretKey", string.Empty, "at least 32 bytes" },
        { "SecretKey", new string('a', 64), "a sample" },
        { "SecretKey", "your-long-random-secure-string-your-long-random-secure-string", "a sample" },
        { "SecretKey", "your-256-bit-secret-your-256-bit-secret", "a sample" },
        { "SecretKey", "A-String-Secret-At-Least-256-Bits-Long", "a sample" },
        { "Cors:AllowedOrigins:0", "*", "has *" },
        { "Cors:AllowedOrigins:0", "https://app.example.com/", "an origin is" },
        { "Cors:AllowedOrigins:0", "https://*.example.com/x", "an origin is" },
        { "Cors:AllowedOrigins:0", "null", "an origin is" },
        { "Keys:Algorithm", "none", "must be one of" },
        { "Keys:Algorithm", "HS512", "must be one of" },
        { "Keys:Algorithm", "rs256", "must be one of" },
        { "Keys:RotateEvery", "00:00:01", "at least" },
        { "Keys:AnnounceFor", "00:00:09", "must be from" },
        { "Tokens:Lifetime", "00:00:59", "must be from" },
        { "Tokens:Lifetime", "1.00:00:01", "must be from" },
        { "Tokens:ClockSkew", "00:01:01", "must be from" },
        { "Tokens:ClockSkew", "-00:00:01", "must be from" },
        { "Tokens:RefreshWindow", "14.00:00:01", "must be from" },
        { "Sessions:GraceWindow", "00:05:01", "must be from" },
        { "Sessions:AbsoluteLimit", "366.00:00:00", "must be from" },
        { "Passwords:Iterations", "209999", "must be from" },
        { "Passwords:HashQueue", "0", "must be from" },
        { "PublicUrl", "javascript:alert(1)", "http or https" },
        { "Rest:Prefix", "/wp-json/", "must be a path" },
        { "Storage:Engine", "mysql", "must be one of sqlite, postgresql" },
    };

    public static TheoryData<string, string> Misspelt => new()
    {
        { "Token:Lifetime", "HeadlessKey:Tokens:Lifetime" },
        { "Tokens:LifeTimes", "HeadlessKey:Tokens:Lifetime" },
        { "SecretKeys", "HeadlessKey:SecretKey" },
        { "Cors:AllowedOrigin:0", "HeadlessKey:Cors:AllowedOrigins" },
        { "Storage:Conection", "HeadlessKey:Storage" },
    };

    [Theory, MemberData(nameof(Unsafe)), Promise("T8")]
    public async Task An_unsafe_setting_stops_the_start(string setting, string value, string problem)
    {
        await using var server = new BareServer(($"HeadlessKey:{setting}", value));

        var line = await server.StartRefusedAsync();

        line.ShouldContain($"HeadlessKey:{(setting.EndsWith(":0", StringComparison.Ordinal) ? setting[..^2] : setting)} (from the command line)");
        line.ShouldContain(problem);
        if (setting == "SecretKey" && value.Length > 5)
        {
            line.ShouldNotContain(value);
        }
    }

    [Theory, MemberData(nameof(Misspelt)), Promise("T8")]
    public async Task An_unknown_setting_stops_the_start_with_the_nearest_name(string setting, string nearest)
    {
        await using var server = new BareServer(($"HeadlessKey:{setting}", "CANARY"));

        var line = await server.StartRefusedAsync();

        line.ShouldContain($"HeadlessKey:{setting} (from the command line) is not a setting.");
        line.ShouldContain($"Did you mean {nearest}");
        line.ShouldNotContain("CANARY");
    }

    [Theory, InlineData("Tokens:Lifetime", "soon"), InlineData("Passwords:Iterations", "many"), InlineData("Cors:Enabled", "perhaps"), Promise("T8")]
    public async Task A_setting_of_the_wrong_type_stops_the_start(string setting, string value)
    {
        await using var server = new BareServer(($"HeadlessKey:{setting}", value));

        var exception = await Should.ThrowAsync<Exception>(server.StartAsync);

        exception.Message.ShouldContain($"HeadlessKey:{setting}");
    }

    [Theory, InlineData(SigningAlgorithm.RS256), InlineData(SigningAlgorithm.ES256), Promise("T8")]
    public async Task A_secret_with_an_algorithm_of_key_pairs_stops_the_start(string algorithm)
    {
        await using var server = new BareServer(
            ("HeadlessKey:SecretKey", Intruder.NewMasterKey()), ("HeadlessKey:Keys:Algorithm", algorithm));

        (await server.StartRefusedAsync()).ShouldContain("HeadlessKey:SecretKey (from the command line) signs with HS256");
    }

    [Theory, EveryEngine, Promise("T8"), Promise("T12")]
    public async Task Another_master_key_stops_the_start(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var exception = await Should.ThrowAsync<StartupException>(
            () => server.StartAnotherNodeAsync(("HeadlessKey:Storage:MasterKey", Intruder.NewMasterKey())));

        exception.Message.ShouldContain("cannot be opened with this master key");
    }

    [Theory, InlineData("short"), InlineData("not base64 !!"), InlineData("AAAA"), Promise("T8")]
    public async Task A_master_key_that_is_none_stops_the_start(string key)
    {
        await using var server = new BareServer(("HeadlessKey:Storage:MasterKey", key));

        var line = await server.StartRefusedAsync();

        line.ShouldContain("HeadlessKey:Storage:MasterKey");
        line.ShouldContain("32 bytes in base64");
    }

    [Fact, Promise("T8")]
    public void An_imported_key_that_is_too_weak_or_of_another_kind_is_refused_with_its_source()
    {
        using var small = RSA.Create(1024);
        using var rsa = RSA.Create(2048);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        (string Algorithm, string Text)[] wrong =
        [
            ("RS256", small.ExportPkcs8PrivateKeyPem()), ("RS256", rsa.ExportSubjectPublicKeyInfoPem()), ("RS256", p256.ExportPkcs8PrivateKeyPem()),
            ("RS256", rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))),
            ("RS256", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"), ("RS256", string.Empty), ("RS256", "nonsense"),
            ("ES256", p384.ExportPkcs8PrivateKeyPem()), ("ES256", p521.ExportECPrivateKeyPem()), ("ES256", p256.ExportSubjectPublicKeyInfoPem()),
            ("ES256", rsa.ExportPkcs8PrivateKeyPem()), ("ES256", string.Empty),
            ("HS256", new string('k', 31)), ("HS256", string.Empty), ("HS256", $"   {new string('k', 31)}\n"), ("HS256", rsa.ExportSubjectPublicKeyInfoPem()),
            ("HS256", p256.ExportPkcs8PrivateKeyPem()), ("HS256", "your-256-bit-secret-your-256-bit-secret"),
        ];

        foreach (var (algorithm, text) in wrong)
        {
            Should.Throw<StartupException>(() => KeyMaterial.FromFile(algorithm, text, "given.pem"), $"{algorithm} {text}")
                .Message.ShouldContain("given.pem");
        }

        KeyMaterial.FromFile("RS256", rsa.ExportRSAPrivateKeyPem(), "given.pem").Algorithm.ShouldBe("RS256");
        KeyMaterial.FromFile("ES256", p256.ExportECPrivateKeyPem(), "given.pem").Algorithm.ShouldBe("ES256");
    }
}
