using System.Text.Json.Serialization;
using HeadlessKey.Http;
using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>Another site says that a session of its own is over. Each member but the session may come as a header instead.</summary>
/// <param name="SiteKey">Which site.</param>
/// <param name="Session">The session over there: the <c>sid</c> of its tokens.</param>
/// <param name="Signature">HMAC-SHA256, lower-case hex.</param>
/// <param name="Timestamp">When it was signed, in Unix seconds.</param>
/// <param name="Nonce">8 to 128 characters that were never used before.</param>
internal sealed record SsoLogoutRequest(string SiteKey, string Session, string Signature, string? Timestamp, string? Nonce)
{
    private const int LongestSession = 255;

    [JsonIgnore]
    public SiteCall Call => new(SiteKey, Signature, Timestamp, Nonce);

    /// <summary>Reads the body, and of the headers what the body does not have.</summary>
    public static SsoLogoutRequest Bind(RequestFields fields, SiteCall headers)
    {
        var call = SiteCallFields.Bind(fields, headers);
        return new SsoLogoutRequest(call.SiteKey, fields.Required("session", LongestSession), call.Signature, call.Timestamp, call.Nonce);
    }

    public override string ToString() => nameof(SsoLogoutRequest); // never the signature
}
