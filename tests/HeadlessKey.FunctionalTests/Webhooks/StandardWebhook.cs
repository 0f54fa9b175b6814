using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>
/// Verifies a delivery as the specification of Standard Webhooks tells a receiver to, without a line of ours: id, time and signature from the
/// headers, the secret as it was shown.
/// </summary>
internal static class StandardWebhook
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The body, if the delivery is genuine and was made just now; fails the test otherwise.</summary>
    public static JsonElement Verify(ReceivedRequest request, string secret, DateTimeOffset now)
    {
        request.Method.ShouldBe("POST");
        request.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Header("webhook-timestamp"), CultureInfo.InvariantCulture));
        (now - sent).Duration().ShouldBeLessThan(Tolerance);
        IsSignedWith(request, secret).ShouldBeTrue(request.Header("webhook-signature"));
        var body = JsonDocument.Parse(request.Body).RootElement;
        body.GetProperty("data").GetProperty("id").GetString().ShouldBe(request.Header("webhook-id"));
        return body;
    }

    public static bool IsSignedWith(ReceivedRequest request, string secret)
    {
        secret.ShouldStartWith("whsec_");
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{request.Header("webhook-id")}.{request.Header("webhook-timestamp")}.{request.Body}"));
        return Signatures(request).Any(signature => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(signature), expected));
    }

    public static IReadOnlyList<string> Signatures(ReceivedRequest request) =>
        [.. request.Header("webhook-signature").Split(' ').Where(one => one.StartsWith("v1,", StringComparison.Ordinal)).Select(one => one["v1,".Length..])];
}
