using System.Security.Cryptography;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>A key to sign tokens with.</summary>
/// <param name="Kid">Its name.</param>
/// <param name="Algorithm">What it signs by.</param>
/// <param name="Verifier">What the connector is given: the secret in base64, or the public key as PEM.</param>
/// <param name="Sign">Signs.</param>
public sealed record TestKey(string Kid, string Algorithm, string Verifier, Func<byte[], byte[]> Sign)
{
    public static TestKey OfSecret(string kid, byte[] secret) =>
        new(kid, "HS256", Convert.ToBase64String(secret), data => HMACSHA256.HashData(secret, data));

    public static TestKey Of(string kid, RSA key) =>
        new(kid, "RS256", key.ExportSubjectPublicKeyInfoPem(), data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static TestKey Of(string kid, ECDsa key) =>
        new(kid, "ES256", key.ExportSubjectPublicKeyInfoPem(), data => key.SignData(data, HashAlgorithmName.SHA256));

    /// <summary>The key as an entry of <c>HEADLESSKEY_KEYS</c>.</summary>
    public string ToPhp() => $"{Php.Text(Kid)} => array({Php.Text(Algorithm)}, {Php.Text(Verifier)})";
}
