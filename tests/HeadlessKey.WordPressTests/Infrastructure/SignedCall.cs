using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>A signed call of the server, written down from <c>docs/wordpress-connector.md</c>; for tests to change before it is sent.</summary>
public sealed class SignedCall(string route, object body)
{
    private const string Space = "/headlesskey-connector/v1";

    /// <summary>The route in the signature.</summary>
    public string SignedRoute { get; set; } = Space + route;

    /// <summary>The path and query that it is sent to.</summary>
    public string Target { get; set; } = $"/wp-json{Space}{route}";

    public string Key { get; set; } = ConnectorConstants.CallKey;

    public string Secret { get; set; } = ConnectorConstants.CallSecret;

    public string Timestamp { get; set; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public string Nonce { get; set; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Body { get; set; } = body as string ?? JsonSerializer.Serialize(body);

    public HttpMethod Method { get; set; } = HttpMethod.Post;

    /// <summary>Made of the rest unless a test sets it.</summary>
    public string? Signature { get; set; }

    public SignedCall With(Action<SignedCall> change)
    {
        change(this);
        return this;
    }

    public HttpRequestMessage ToRequest(Uri site)
    {
        var request = new HttpRequestMessage(Method, new Uri(site, Target)) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-HK-Key", Key);
        request.Headers.Add("X-HK-Timestamp", Timestamp);
        request.Headers.Add("X-HK-Nonce", Nonce);
        request.Headers.Add("X-HK-Signature", Signature ?? Hmac("HK1", "POST", SignedRoute, Timestamp, Nonce, Sha256(Body)));
        return request;
    }

    /// <summary>Sends it, and holds the answer's signature against the answer.</summary>
    public async Task<SiteAnswer> SendAsync(WordPressSite site, Uri? at = null)
    {
        var answer = await SendUnverifiedAsync(site, at);
        answer.Header("X-HK-Signature").ShouldBe(SignatureOf(answer), answer.Body);
        return answer;
    }

    public Task<SiteAnswer> SendUnverifiedAsync(WordPressSite site, Uri? at = null) => site.SendAsync(ToRequest(at ?? site.Url));

    /// <summary>The signature that this answer to this call must have.</summary>
    public string SignatureOf(SiteAnswer answer) =>
        Hmac(
            "HK1-ANSWER", ((int)answer.Status).ToString(CultureInfo.InvariantCulture), SignedRoute, Nonce,
            answer.Header("X-HK-Timestamp") ?? string.Empty, Sha256(answer.Body));

    private string Hmac(params string[] lines) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
