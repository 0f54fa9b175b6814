using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HeadlessKey.Load.Gauge;

/// <summary>
/// Makes many distinct tokens after one that the server gave out, with the same key: as if as many people had signed in.
/// </summary>
internal static class TokenMint
{
    private const int RsaBits = 3072; // what the server generates
    private const int SecretBytes = 64;

    public static string NewKey(string algorithm)
    {
        switch (algorithm)
        {
            case "RS256":
                using (var rsa = RSA.Create(RsaBits))
                {
                    return rsa.ExportPkcs8PrivateKeyPem();
                }

            case "ES256":
                using (var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return ec.ExportPkcs8PrivateKeyPem();
                }

            default:
                return Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes / 2));
        }
    }

    public static IEnumerable<string> Mint(string algorithm, string key, string sample, int count)
    {
        var parts = sample.Split('.');
        var claims = Base64Url.DecodeFromChars(parts[1]);
        return Enumerable.Range(0, count).AsParallel().Select(_ => Sign(algorithm, key, $"{parts[0]}.{Vary(claims)}"));
    }

    private static string Vary(byte[] claims)
    {
        var json = JsonNode.Parse(claims)!.AsObject();
        json["jti"] = Guid.NewGuid().ToString();
        json["sid"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static string Sign(string algorithm, string key, string content)
    {
        var bytes = Encoding.ASCII.GetBytes(content);
        return $"{content}.{Base64Url.EncodeToString(Signature(algorithm, key, bytes))}";
    }

    private static byte[] Signature(string algorithm, string key, byte[] content)
    {
        switch (algorithm)
        {
            case "RS256":
                using (var rsa = RSA.Create())
                {
                    rsa.ImportFromPem(key);
                    return rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                }

            case "ES256":
                using (var ec = ECDsa.Create())
                {
                    ec.ImportFromPem(key);
                    return ec.SignData(content, HashAlgorithmName.SHA256);
                }

            default:
                return HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), content);
        }
    }
}
