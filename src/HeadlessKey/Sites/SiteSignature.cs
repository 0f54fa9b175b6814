using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Sites;

/// <summary>How one site shows another that a call is its own: HMAC-SHA256 (RFC 2104) with the secret that the two share, as lower-case hex.</summary>
internal static class SiteSignature
{
    /// <summary>Over the token of an exchange alone: the plugin's form.</summary>
    public static string Of(string secret, string token) => Hex(secret, token);

    /// <summary>Over the time, the nonce and what the call is about, each on a line of its own.</summary>
    public static string Of(string secret, string siteKey, string timestamp, string nonce, string subject) =>
        Hex(secret, $"{siteKey}\n{timestamp}\n{nonce}\n{subject}");

    /// <summary>What a log-out is about. The word in front keeps the signature of one kind of call from being good for another.</summary>
    public static string Logout(string sessionId) => $"logout\n{sessionId}";

    /// <summary>What the asking for a profile is about.</summary>
    public static string Userinfo(string token) => $"userinfo\n{token}";

    public static bool IsSame(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static string Hex(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
