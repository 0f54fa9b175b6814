using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Webhooks;

/// <summary>
/// The header <c>webhook-signature</c> of Standard Webhooks: for each live secret <c>v1,</c> and the base64 of an HMAC-SHA256 over id, time
/// and body, with a space between.
/// </summary>
internal static class WebhookSignature
{
    public static string Of(string id, long timestamp, string body, IEnumerable<byte[]> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }
}
