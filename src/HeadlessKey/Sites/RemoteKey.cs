using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HeadlessKey.SigningKeys;
using HeadlessKey.Tokens;

namespace HeadlessKey.Sites;

/// <summary>What verifies another site's tokens, bound to the one algorithm that the site's entry pins.</summary>
internal sealed class RemoteKey
{
    private const int LeastRsaBits = 2048;    // RFC 7518, 3.3
    private const int LargestRsaBits = 8192;  // a larger one is an attack on the processor
    private const int LongestExponent = 8;
    private const int CoordinateBytes = 32;   // RFC 7518, 6.2.1.2
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly RSAParameters? rsa;
    private readonly ECParameters? ec;
    private readonly byte[]? secret;

    private RemoteKey(string? kid, RSAParameters? rsa = null, ECParameters? ec = null, byte[]? secret = null)
    {
        Kid = kid;
        this.rsa = rsa;
        this.ec = ec;
        this.secret = secret;
    }

    /// <summary>Its name in the site's key set; null when it has none.</summary>
    public string? Kid { get; }

    public static RemoteKey FromSecret(string text) => new(kid: null, secret: Encoding.UTF8.GetBytes(text));

    /// <summary>A public key as PEM; null when it is none for the algorithm. A private key is none: it should not have left its site.</summary>
    public static RemoteKey? FromPem(string algorithm, string pem)
    {
        if (pem.Contains("PRIVATE", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            if (algorithm == SigningAlgorithm.RS256)
            {
                using var rsaKey = RSA.Create();
                rsaKey.ImportFromPem(pem);
                return FromRsa(kid: null, rsaKey.ExportParameters(includePrivateParameters: false));
            }

            using var ecKey = ECDsa.Create();
            ecKey.ImportFromPem(pem);
            var parameters = ecKey.ExportParameters(includePrivateParameters: false);
            return algorithm == SigningAlgorithm.ES256 && parameters.Curve.Oid.Value == P256 ? new RemoteKey(kid: null, ec: parameters) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A key of a set (RFC 7517, 4); null when it is not for signatures of the algorithm. An HMAC key never is: it is no secret there.</summary>
    public static RemoteKey? FromJwk(string algorithm, JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object
            || (jwk.TryGetProperty("use", out _) && JwtPart.Text(jwk, "use") != "sig")
            || (jwk.TryGetProperty("alg", out _) && JwtPart.Text(jwk, "alg") != algorithm))
        {
            return null;
        }

        var kid = JwtPart.Text(jwk, "kid");
        return (algorithm, JwtPart.Text(jwk, "kty")) switch
        {
            (SigningAlgorithm.RS256, "RSA") when Bytes(jwk, "n") is { } n && Bytes(jwk, "e") is { } e =>
                FromRsa(kid, new RSAParameters { Modulus = n, Exponent = e }),
            (SigningAlgorithm.ES256, "EC") when JwtPart.Text(jwk, "crv") == "P-256"
                && Bytes(jwk, "x") is { Length: CoordinateBytes } x && Bytes(jwk, "y") is { Length: CoordinateBytes } y =>
                FromPoint(kid, new ECPoint { X = x, Y = y }),
            _ => null,
        };
    }

    public bool IsGenuine(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (rsa is { } publicKey)
        {
            using var verifier = RSA.Create(publicKey);
            return verifier.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        if (ec is { } point)
        {
            using var verifier = ECDsa.Create(point);
            return verifier.VerifyData(signed, signature, HashAlgorithmName.SHA256);
        }

        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret!, signed), signature);
    }

    private static RemoteKey? FromRsa(string? kid, RSAParameters parameters)
    {
        var (modulus, exponent) = (Trimmed(parameters.Modulus!), Trimmed(parameters.Exponent!));
        return modulus.Length * 8 is >= LeastRsaBits and <= LargestRsaBits
            && exponent.Length is > 0 and <= LongestExponent
            && (exponent[^1] & 1) == 1
            && !(exponent.Length == 1 && exponent[0] == 1) // under which every message is its own signature
                ? new RemoteKey(kid, rsa: new RSAParameters { Modulus = modulus, Exponent = exponent })
                : null;
    }

    private static RemoteKey? FromPoint(string? kid, ECPoint point)
    {
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point };
        try
        {
            using var _ = ECDsa.Create(parameters); // a point that is not on the curve is refused here
            return new RemoteKey(kid, ec: parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        JwtPart.Text(jwk, name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static byte[] Trimmed(byte[] number) => number.AsSpan().TrimStart((byte)0).ToArray();
}
