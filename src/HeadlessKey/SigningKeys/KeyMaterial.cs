using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace HeadlessKey.SigningKeys;

/// <summary>
/// The secret half of a signing key, with the one algorithm it may be used for. Key, name and algorithm are bound here, once,
/// so that no token can choose another pairing.
/// </summary>
internal sealed class KeyMaterial
{
    private const int GeneratedSecretBytes = 64;
    private const int LeastSecretBytes = 32; // RFC 7518, 3.2
    private const int GeneratedRsaBits = 3072;
    private const int LeastRsaBits = 2048;   // RFC 7518, 3.3

    private KeyMaterial(string kid, string algorithm, SecurityKey key, byte[] export)
    {
        key.KeyId = kid;
        Kid = kid;
        Algorithm = algorithm;
        Key = key;
        Export = export;
        Credentials = new SigningCredentials(key, algorithm);
    }

    public string Kid { get; }

    public string Algorithm { get; }

    public SecurityKey Key { get; }

    public SigningCredentials Credentials { get; }

    /// <summary>The secret bytes: the HMAC secret itself, or PKCS#8.</summary>
    public byte[] Export { get; }

    /// <summary>What others verify with (RFC 7517), or null for HS256, where that would be the secret.</summary>
    public JsonWebKey? PublicKey => Key switch
    {
        RsaSecurityKey rsa => Published(JsonWebKeyConverter.ConvertFromRSASecurityKey(
            new RsaSecurityKey(rsa.Rsa.ExportParameters(includePrivateParameters: false)))),
        ECDsaSecurityKey ec => Published(JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
            new ECDsaSecurityKey(ECDsa.Create(ec.ECDsa.ExportParameters(includePrivateParameters: false))))),
        _ => null,
    };

    /// <summary>The same as PEM, for those who read no JSON.</summary>
    public string? PublicPem => Key switch
    {
        RsaSecurityKey rsa => rsa.Rsa.ExportSubjectPublicKeyInfoPem(),
        ECDsaSecurityKey ec => ec.ECDsa.ExportSubjectPublicKeyInfoPem(),
        _ => null,
    };

    public static KeyMaterial Generate(string algorithm)
    {
        switch (algorithm)
        {
            case SigningAlgorithm.HS256:
                return FromSecret(RandomNumberGenerator.GetBytes(GeneratedSecretBytes));
            case SigningAlgorithm.RS256:
                using (var rsa = RSA.Create(GeneratedRsaBits))
                {
                    return FromExport(algorithm, rsa.ExportPkcs8PrivateKey());
                }

            case SigningAlgorithm.ES256:
                using (var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return FromExport(algorithm, ec.ExportPkcs8PrivateKey());
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not one of the contract's algorithms.");
        }
    }

    /// <summary>Reads back <see cref="Export"/>.</summary>
    public static KeyMaterial FromExport(string algorithm, byte[] export)
    {
        switch (algorithm)
        {
            case SigningAlgorithm.HS256:
                return FromSecret(export);
            case SigningAlgorithm.RS256:
                var rsa = RSA.Create();
                rsa.ImportPkcs8PrivateKey(export, out _);
                return FromRsa(rsa);
            case SigningAlgorithm.ES256:
                var ec = ECDsa.Create();
                ec.ImportPkcs8PrivateKey(export, out _);
                return FromEc(ec);
            default:
                throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not one of the contract's algorithms.");
        }
    }

    /// <summary>An HMAC secret. Its name comes from a keyed hash, so that every node that shares the secret shares the name.</summary>
    public static KeyMaterial FromSecret(byte[] secret)
    {
        if (secret.Length < LeastSecretBytes)
        {
            throw new StartupException($"An HS256 secret needs at least {LeastSecretBytes} bytes, but this one has {secret.Length}.");
        }

        var kid = Base64Url.EncodeToString(HMACSHA256.HashData(secret, "headlesskey kid"u8).AsSpan(0, 16));
        return new KeyMaterial(kid, SigningAlgorithm.HS256, new SymmetricSecurityKey(secret), secret);
    }

    /// <summary>Reads what an operator imports: a PEM private key for RS256 and ES256, the secret as text for HS256.</summary>
    public static KeyMaterial FromFile(string algorithm, string text, string source)
    {
        if (string.Equals(algorithm, SigningAlgorithm.HS256, StringComparison.Ordinal))
        {
            return FromSecretFile(text, source);
        }

        try
        {
            return Named(
                source, () => string.Equals(algorithm, SigningAlgorithm.RS256, StringComparison.Ordinal) ? FromRsa(ReadRsa(text)) : FromEc(ReadEc(text)));
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new StartupException(
                $"{source} is not a private key for {algorithm}: {algorithm} needs an unencrypted PEM {(algorithm == SigningAlgorithm.RS256 ? "RSA" : "P-256")} private key.",
                exception);
        }
    }

    private static KeyMaterial FromSecretFile(string text, string source)
    {
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            throw new StartupException($"{source} holds a PEM key, but HS256 takes a secret as plain text. Say --alg RS256 or ES256.");
        }

        var material = Named(source, () => FromSecret(Encoding.UTF8.GetBytes(text.Trim())));
        return PublishedSecrets.Contains(text)
            ? throw new StartupException($"{source} holds a sample that everybody can read. Make your own secret with: openssl rand -base64 48")
            : material;
    }

    /// <summary>Says which file it was that could not be used.</summary>
    private static KeyMaterial Named(string source, Func<KeyMaterial> read)
    {
        try
        {
            return read();
        }
        catch (StartupException exception)
        {
            throw new StartupException($"{source} cannot be used: {exception.Message}", exception);
        }
    }

    private static RSA ReadRsa(string pem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa;
    }

    private static ECDsa ReadEc(string pem)
    {
        var ec = ECDsa.Create();
        ec.ImportFromPem(pem);
        return ec;
    }

    private static KeyMaterial FromRsa(RSA rsa)
    {
        if (rsa.KeySize < LeastRsaBits)
        {
            throw new StartupException($"The RSA key has {rsa.KeySize} bits; RS256 needs at least {LeastRsaBits}. Make one with: openssl genrsa 3072");
        }

        var key = new RsaSecurityKey(rsa);
        return new KeyMaterial(Thumbprint(key), SigningAlgorithm.RS256, key, rsa.ExportPkcs8PrivateKey());
    }

    private static KeyMaterial FromEc(ECDsa ec)
    {
        const string p256 = "1.2.840.10045.3.1.7";
        if (!string.Equals(ec.ExportParameters(includePrivateParameters: false).Curve.Oid.Value, p256, StringComparison.Ordinal))
        {
            throw new StartupException("The EC key is not on the curve P-256, which ES256 needs. Make one with: openssl ecparam -name prime256v1 -genkey -noout");
        }

        var key = new ECDsaSecurityKey(ec);
        return new KeyMaterial(Thumbprint(key), SigningAlgorithm.ES256, key, ec.ExportPkcs8PrivateKey());
    }

    // RFC 7638: the same key has the same name wherever it is imported.
    private static string Thumbprint(AsymmetricSecurityKey key) => Base64Url.EncodeToString(key.ComputeJwkThumbprint());

    private JsonWebKey Published(JsonWebKey key)
    {
        key.Kid = Kid;
        key.Alg = Algorithm;
        key.Use = JsonWebKeyUseNames.Sig;
        return key;
    }
}
