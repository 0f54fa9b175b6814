using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using HeadlessKey.Sites;

namespace HeadlessKey.Tests.Sites;

public sealed class RemoteKeyTests
{
    private static readonly byte[] Signed = "header.payload"u8.ToArray();

    [Fact]
    public void A_public_key_verifies_what_its_own_algorithm_signed()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rsaSignature = rsa.SignData(Signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var ecSignature = ec.SignData(Signed, HashAlgorithmName.SHA256);

        RemoteKey.FromPem("RS256", rsa.ExportSubjectPublicKeyInfoPem())!.IsGenuine(Signed, rsaSignature).ShouldBeTrue();
        RemoteKey.FromPem("RS256", rsa.ExportRSAPublicKeyPem())!.IsGenuine(Signed, rsaSignature).ShouldBeTrue();
        RemoteKey.FromPem("ES256", ec.ExportSubjectPublicKeyInfoPem())!.IsGenuine(Signed, ecSignature).ShouldBeTrue();
        RemoteKey.FromPem("ES256", ec.ExportSubjectPublicKeyInfoPem())!.IsGenuine(Signed, rsaSignature).ShouldBeFalse();
        RemoteKey.FromPem("RS256", rsa.ExportSubjectPublicKeyInfoPem())!.IsGenuine(Signed, []).ShouldBeFalse();
        RemoteKey.FromPem("RS256", rsa.ExportSubjectPublicKeyInfoPem())!
            .IsGenuine(Signed, rsa.SignData(Signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)).ShouldBeFalse();
        RemoteKey.FromSecret("a secret").IsGenuine(Signed, HMACSHA256.HashData("a secret"u8, Signed)).ShouldBeTrue();
        RemoteKey.FromSecret("a secret").IsGenuine(Signed, HMACSHA256.HashData("another"u8, Signed)).ShouldBeFalse();
        RemoteKey.FromSecret("a secret").IsGenuine(Signed, []).ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_public_key_for_the_algorithm_is_none()
    {
        using var rsa = RSA.Create(2048);
        using var weak = RSA.Create(1024);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        RemoteKey.FromPem("RS256", rsa.ExportPkcs8PrivateKeyPem()).ShouldBeNull(); // it should not have left its site
        RemoteKey.FromPem("RS256", weak.ExportSubjectPublicKeyInfoPem()).ShouldBeNull();
        RemoteKey.FromPem("RS256", ec.ExportSubjectPublicKeyInfoPem()).ShouldBeNull();
        RemoteKey.FromPem("ES256", rsa.ExportSubjectPublicKeyInfoPem()).ShouldBeNull();
        RemoteKey.FromPem("ES256", other.ExportSubjectPublicKeyInfoPem()).ShouldBeNull();
        RemoteKey.FromPem("HS256", ec.ExportSubjectPublicKeyInfoPem()).ShouldBeNull();
        RemoteKey.FromPem("ES256", "nonsense").ShouldBeNull();
        RemoteKey.FromPem("ES256", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----").ShouldBeNull();
    }

    [Fact]
    public void A_key_of_a_set_is_one_only_for_signatures_of_the_algorithm()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ec.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var signature = ec.SignData(Signed, HashAlgorithmName.SHA256);

        Find($$"""{"kty":"EC","crv":"P-256","kid":"k","x":"{{x}}","y":"{{y}}"}""")!.IsGenuine(Signed, signature).ShouldBeTrue();
        Find($$"""{"kty":"EC","crv":"P-256","kid":"k","use":"sig","alg":"ES256","x":"{{x}}","y":"{{y}}"}""")!.Kid.ShouldBe("k");
        Find($$"""{"kty":"EC","crv":"P-256","use":"enc","x":"{{x}}","y":"{{y}}"}""").ShouldBeNull();
        Find($$"""{"kty":"EC","crv":"P-256","use":null,"x":"{{x}}","y":"{{y}}"}""").ShouldBeNull();
        Find($$"""{"kty":"EC","crv":"P-256","alg":"ES384","x":"{{x}}","y":"{{y}}"}""").ShouldBeNull();
        Find($$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{x}}"}""").ShouldBeNull(); // not on the curve
        Find($$"""{"kty":"EC","crv":"P-256","x":"{{x}}"}""").ShouldBeNull();
        Find($$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"!"}""").ShouldBeNull();
        Find($$"""{"kty":"oct","k":"{{x}}"}""").ShouldBeNull();
        Find($$"""{"kty":"RSA","n":"{{x}}","e":"AQAB"}""").ShouldBeNull();
        Find("[]").ShouldBeNull();
        Find("null").ShouldBeNull();
    }

    [Theory]
    [InlineData("AQAB", 256, true), InlineData("Aw", 256, true), InlineData("AQ", 256, false), InlineData("AAAAAQ", 256, false), InlineData("Ag", 256, false), InlineData("", 256, false)]
    [InlineData("AQAB", 255, false), InlineData("AQAB", 1024, true), InlineData("AQAB", 1025, false), InlineData("AQABAQABAQABAQAB", 256, false)]
    public void An_rsa_key_has_a_modulus_and_an_exponent_that_are_worth_something(string exponent, int modulusBytes, bool good)
    {
        var modulus = Base64Url.EncodeToString(Enumerable.Repeat((byte)0xc3, modulusBytes).ToArray());

        (RemoteKey.FromJwk("RS256", JsonDocument.Parse($$"""{"kty":"RSA","n":"{{modulus}}","e":"{{exponent}}"}""").RootElement) is not null).ShouldBe(good);
    }

    private static RemoteKey? Find(string jwk) => RemoteKey.FromJwk("ES256", JsonDocument.Parse(jwk).RootElement);
}
