using System.Security.Cryptography;
using System.Text;
using HeadlessKey.SigningKeys;
using Microsoft.IdentityModel.Tokens;

namespace HeadlessKey.Tests.SigningKeys;

public sealed class KeyMaterialTests
{
    public static TheoryData<string> Algorithms => [.. SigningAlgorithm.All];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_generated_key_comes_back_from_its_export_under_the_same_name(string algorithm)
    {
        var made = KeyMaterial.Generate(algorithm);
        var read = KeyMaterial.FromExport(algorithm, made.Export);

        read.Kid.ShouldBe(made.Kid);
        read.Algorithm.ShouldBe(algorithm);
        read.Export.ShouldBe(made.Export);
        read.Key.KeyId.ShouldBe(made.Kid);
        read.Credentials.Algorithm.ShouldBe(algorithm);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Two_generated_keys_differ(string algorithm) => KeyMaterial.Generate(algorithm).Kid.ShouldNotBe(KeyMaterial.Generate(algorithm).Kid);

    [Fact]
    public void A_generated_rsa_key_has_3072_bits() => KeyMaterial.Generate("RS256").Key.KeySize.ShouldBe(3072);

    [Fact]
    public void A_generated_secret_has_512_bits() => KeyMaterial.Generate("HS256").Export.Length.ShouldBe(64);

    [Theory]
    [InlineData("none")]
    [InlineData("HS512")]
    [InlineData("hs256")]
    public void There_is_no_key_for_another_algorithm(string algorithm)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => KeyMaterial.Generate(algorithm));
        Should.Throw<ArgumentOutOfRangeException>(() => KeyMaterial.FromExport(algorithm, new byte[64]));
    }

    [Fact, Promise("T10")]
    public void A_secret_has_no_public_half() => KeyMaterial.Generate("HS256").PublicKey.ShouldBeNull();

    [Theory, Promise("T10")]
    [InlineData("RS256", "RSA")]
    [InlineData("ES256", "EC")]
    public void A_public_key_holds_public_members_only(string algorithm, string type)
    {
        var material = KeyMaterial.Generate(algorithm);
        var published = material.PublicKey.ShouldNotBeNull();

        (published.Kty, published.Alg, published.Use, published.Kid).ShouldBe((type, algorithm, "sig", material.Kid));
        published.HasPrivateKey.ShouldBeFalse();
        foreach (var member in (string?[])[published.D, published.P, published.Q, published.DP, published.DQ, published.QI, published.K])
        {
            member.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public void The_name_is_the_thumbprint_of_the_public_key(string algorithm)
    {
        var material = KeyMaterial.Generate(algorithm);

        material.Kid.ShouldBe(Base64UrlEncoder.Encode(material.PublicKey!.ComputeJwkThumbprint())); // RFC 7638
    }

    [Fact]
    public void A_shared_secret_has_the_same_name_everywhere_and_the_name_is_a_keyed_hash() =>
        KeyMaterial.FromSecret("0123456789abcdef0123456789abcdef"u8.ToArray()).Kid.ShouldBe("VhIRQBog6-3y0mo6FLaLfg"); // by another implementation

    [Theory, Promise("T8")]
    [InlineData(0)]
    [InlineData(31)]
    public void A_secret_under_256_bits_is_refused(int length) =>
        Should.Throw<StartupException>(() => KeyMaterial.FromSecret(new byte[length])).Message.ShouldContain("32 bytes");

    [Fact, Promise("T8")]
    public void A_secret_of_256_bits_will_do() => KeyMaterial.FromSecret(new byte[32]).Export.Length.ShouldBe(32);

    [Theory, Promise("T8")]
    [InlineData(1024, false)]
    [InlineData(2040, false)]
    [InlineData(2048, true)]
    public void An_rsa_key_needs_2048_bits(int bits, bool good)
    {
        using var rsa = RSA.Create(bits);
        var pem = rsa.ExportPkcs8PrivateKeyPem();

        if (good)
        {
            KeyMaterial.FromFile("RS256", pem, "key.pem").Key.KeySize.ShouldBe(bits);
        }
        else
        {
            Should.Throw<StartupException>(() => KeyMaterial.FromFile("RS256", pem, "key.pem")).Message.ShouldContain($"{bits} bits");
        }
    }

    [Theory, Promise("T8")]
    [InlineData("nistP384")]
    [InlineData("nistP521")]
    public void A_key_on_another_curve_is_refused(string curve)
    {
        using var ec = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var pem = ec.ExportPkcs8PrivateKeyPem();

        Should.Throw<StartupException>(() => KeyMaterial.FromFile("ES256", pem, "key.pem")).Message.ShouldContain("P-256");
    }

    [Fact]
    public void Every_usual_form_of_a_private_key_is_read()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        KeyMaterial.FromFile("RS256", rsa.ExportPkcs8PrivateKeyPem(), "f").Kid.ShouldBe(KeyMaterial.FromFile("RS256", rsa.ExportRSAPrivateKeyPem(), "f").Kid);
        KeyMaterial.FromFile("ES256", ec.ExportPkcs8PrivateKeyPem(), "f").Kid.ShouldBe(KeyMaterial.FromFile("ES256", ec.ExportECPrivateKeyPem(), "f").Kid);
    }

    [Fact, Promise("T8")]
    public void A_pem_that_does_not_match_the_algorithm_is_refused_and_named()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Should.Throw<StartupException>(() => KeyMaterial.FromFile("ES256", rsa.ExportPkcs8PrivateKeyPem(), "key.pem")).Message.ShouldStartWith("key.pem ");
        Should.Throw<StartupException>(() => KeyMaterial.FromFile("RS256", ec.ExportPkcs8PrivateKeyPem(), "key.pem")).Message.ShouldStartWith("key.pem ");
        Should.Throw<StartupException>(() => KeyMaterial.FromFile("HS256", rsa.ExportPkcs8PrivateKeyPem(), "key.pem")).Message.ShouldStartWith("key.pem ");
    }

    [Fact, Promise("T8")]
    public void A_public_key_is_no_signing_key()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Should.Throw<StartupException>(() => KeyMaterial.FromFile("RS256", rsa.ExportSubjectPublicKeyInfoPem(), "key.pem"));
        Should.Throw<StartupException>(() => KeyMaterial.FromFile("ES256", ec.ExportSubjectPublicKeyInfoPem(), "key.pem"));
    }

    [Theory]
    [InlineData("RS256", "")]
    [InlineData("RS256", "not a key")]
    [InlineData("ES256", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void What_is_no_key_is_refused(string algorithm, string text) =>
        Should.Throw<StartupException>(() => KeyMaterial.FromFile(algorithm, text, "key.pem")).Message.ShouldStartWith("key.pem ");

    [Fact]
    public void A_secret_file_may_end_with_a_line() =>
        KeyMaterial.FromFile("HS256", "0123456789abcdef0123456789abcdef\n", "f").Export.ShouldBe(Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef"));
}
