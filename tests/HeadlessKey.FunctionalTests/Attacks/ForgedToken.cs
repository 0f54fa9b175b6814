using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HeadlessKey.SigningKeys;
using Microsoft.IdentityModel.Tokens;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A compact JWS written by hand: any header, any payload, any signature, whether or not it makes sense.</summary>
internal sealed record ForgedToken(byte[] Header, byte[] Payload)
{
    public ForgedToken(string header, string payload)
        : this(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload))
    {
    }

    public string HeaderText => Encoding.UTF8.GetString(Header);

    public string PayloadText => Encoding.UTF8.GetString(Payload);

    private byte[] SigningInput => Encoding.ASCII.GetBytes(Unsigned);

    private string Unsigned => $"{Base64Url.EncodeToString(Header)}.{Base64Url.EncodeToString(Payload)}";

    /// <summary>The header and payload of a genuine token, to be spoilt.</summary>
    public static ForgedToken Of(string genuine)
    {
        var parts = genuine.Split('.');
        return new ForgedToken(Base64Url.DecodeFromChars(parts[0]), Base64Url.DecodeFromChars(parts[1]));
    }

    public ForgedToken WithHeader(string json) => this with { Header = Encoding.UTF8.GetBytes(json) };

    public ForgedToken WithPayload(string json) => this with { Payload = Encoding.UTF8.GetBytes(json) };

    /// <summary>Sets one header parameter to a piece of JSON; null removes it.</summary>
    public ForgedToken WithParameter(string name, string? json) => WithHeader(Set(HeaderText, name, json));

    /// <summary>Sets one claim to a piece of JSON; null removes it.</summary>
    public ForgedToken WithClaim(string name, string? json) => WithPayload(Set(PayloadText, name, json));

    /// <summary>Adds text in front of the closing brace, as no serializer would.</summary>
    public ForgedToken WithRawClaims(string json) => WithPayload($"{PayloadText[..^1]},{json}}}");

    public ForgedToken WithRawParameters(string json) => WithHeader($"{HeaderText[..^1]},{json}}}");

    public string Signed(byte[] signature) => $"{Unsigned}.{Base64Url.EncodeToString(signature)}";

    public string SignedWithText(string signature) => $"{Unsigned}.{signature}";

    public string SignedHmac(byte[] secret, string algorithm = "HS256") => Signed(algorithm switch
    {
        "HS384" => HMACSHA384.HashData(secret, SigningInput),
        "HS512" => HMACSHA512.HashData(secret, SigningInput),
        _ => HMACSHA256.HashData(secret, SigningInput),
    });

    /// <summary>A signature that really verifies under the server's own key, by the algorithm of that key.</summary>
    public string SignedBy(KeyMaterial key) => key.Key switch
    {
        RsaSecurityKey rsa => Signed(rsa.Rsa.SignData(SigningInput, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        ECDsaSecurityKey ec => Signed(ec.ECDsa.SignData(SigningInput, HashAlgorithmName.SHA256)),
        _ => SignedHmac(key.Export),
    };

    /// <summary>A signature by the server's own key material, but by another algorithm of its family.</summary>
    public string SignedAs(string algorithm, KeyMaterial key)
    {
        var hash = algorithm[2..] switch
        {
            "384" => HashAlgorithmName.SHA384,
            "512" => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        var padding = algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return WithParameter("alg", $"\"{algorithm}\"") is var renamed && key.Key switch
        {
            RsaSecurityKey rsa => rsa.Rsa.SignData(renamed.SigningInput, hash, padding),
            ECDsaSecurityKey ec => ec.ECDsa.SignData(renamed.SigningInput, hash),
            _ => null,
        } is { } signature
            ? renamed.Signed(signature)
            : renamed.SignedHmac(key.Export, algorithm);
    }

    private static string Set(string json, string name, string? value)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        root.Remove(name);
        var text = root.ToJsonString();
        return value is null ? text : $"{text[..^1]},\"{name}\":{value}}}";
    }
}
