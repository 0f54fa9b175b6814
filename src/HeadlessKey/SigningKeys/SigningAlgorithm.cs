using Microsoft.IdentityModel.Tokens;

namespace HeadlessKey.SigningKeys;

/// <summary>The three signature algorithms of the contract (RFC 7518, 3.1).</summary>
internal static class SigningAlgorithm
{
    public const string HS256 = SecurityAlgorithms.HmacSha256;
    public const string RS256 = SecurityAlgorithms.RsaSha256;
    public const string ES256 = SecurityAlgorithms.EcdsaSha256;

    public static IReadOnlyList<string> All { get; } = [HS256, RS256, ES256];

    public static bool IsKnown(string algorithm) => All.Contains(algorithm, StringComparer.Ordinal);
}
