using System.Security.Cryptography;

namespace HeadlessKey.Webhooks;

/// <summary>What a webhook's deliveries are signed with, in the form of Standard Webhooks: <c>whsec_</c> and 256 random bits in base64.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    public static byte[] Create() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>As the receiver is given it, once.</summary>
    public static string Show(byte[] secret) => Prefix + Convert.ToBase64String(secret);
}
