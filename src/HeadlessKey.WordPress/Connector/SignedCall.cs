using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.WordPress.Connector;

/// <summary>
/// One call to the connector, with what signs it and what its answer must be signed by. The nonce ties the two together: no answer to an
/// earlier call, nor one that a cache has kept, passes for the answer to this one.
/// </summary>
internal sealed class SignedCall
{
    private const string Namespace = "/headlesskey-connector/v1";
    private const int NonceBytes = 16;

    private readonly byte[] secret;
    private readonly byte[] body;
    private readonly string timestamp;
    private readonly string nonce;

    /// <param name="site">Whom it goes to.</param>
    /// <param name="route">The route below the connector's namespace, such as <c>/verify</c>.</param>
    /// <param name="body">The body: a JSON object.</param>
    /// <param name="now">The present time.</param>
    public SignedCall(WordPressOptions site, string route, byte[] body, DateTimeOffset now)
    {
        Site = site;
        Route = Namespace + route;
        this.body = body;
        secret = Encoding.UTF8.GetBytes(site.Secret!);
        timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
    }

    public WordPressOptions Site { get; }

    /// <summary>The REST route, whatever the address it is reached at.</summary>
    public string Route { get; }

    /// <summary>The request. It may be sent once: the other side takes a nonce once.</summary>
    public HttpRequestMessage ToRequest()
    {
        // This form works with and without pretty permalinks.
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Site.Url!.TrimEnd('/')}/?rest_route={Route}")
        {
            Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } },
        };
        request.Headers.Add("X-HK-Key", Site.KeyId);
        request.Headers.Add("X-HK-Timestamp", timestamp);
        request.Headers.Add("X-HK-Nonce", nonce);
        request.Headers.Add("X-HK-Signature", Sign("HK1", "POST", Route, timestamp, nonce, HashOf(body)));
        return request;
    }

    /// <summary>Whether the answer is the site's own, to this very call.</summary>
    public bool IsAnsweredBy(HttpResponseMessage response, byte[] answer)
    {
        if (Find(response, "X-HK-Signature") is not { } signature || Find(response, "X-HK-Timestamp") is not { } time)
        {
            return false;
        }

        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var expected = Sign("HK1-ANSWER", status, Route, nonce, time, HashOf(answer));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }

    private string Sign(params string[] lines) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string? Find(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) && values.ToArray() is [{ } one] ? one : null;
}
