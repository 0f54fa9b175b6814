using System.Text.Json.Serialization;
using HeadlessKey.Http;
using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>A token of another site, and the site's signature on it. Each member but the token and the last two may come as a header instead, such as <c>X-HeadlessKey-Site</c>.</summary>
/// <param name="SiteKey">Which site.</param>
/// <param name="Token">Its access token.</param>
/// <param name="Signature">HMAC-SHA256, lower-case hex.</param>
/// <param name="Timestamp">When it was signed, in Unix seconds.</param>
/// <param name="Nonce">8 to 128 characters that were never used before.</param>
/// <param name="Device">What the user calls this device; optional.</param>
/// <param name="Remember">False: the session ends within the day.</param>
internal sealed record ExchangeRequest(
    string SiteKey, string Token, string Signature, string? Timestamp, string? Nonce, string? Device, bool Remember)
{
    private const int LongestDevice = 100;

    [JsonIgnore]
    public SiteCall Call => new(SiteKey, Signature, Timestamp, Nonce);

    /// <summary>Reads the body, and of the headers what the body does not have.</summary>
    public static ExchangeRequest Bind(RequestFields fields, SiteCall headers)
    {
        var call = SiteCallFields.Bind(fields, headers);
        return new ExchangeRequest(
            call.SiteKey,
            fields.Required("token", int.MaxValue), // one that is too long for a token is a wrong token: one answer for all of them
            call.Signature,
            call.Timestamp,
            call.Nonce,
            CleanText.Cut(fields.Optional("device", LongestDevice), LongestDevice),
            fields.Flag("remember", otherwise: true));
    }

    public override string ToString() => nameof(ExchangeRequest); // never the token
}
