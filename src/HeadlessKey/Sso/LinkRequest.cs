using System.Text.Json.Serialization;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>Who is signed in here shows a token of another site, signed by that site, to be known by it from now on.</summary>
/// <param name="SiteKey">Which site.</param>
/// <param name="Token">Its access token.</param>
/// <param name="Signature">HMAC-SHA256, lower-case hex.</param>
/// <param name="Timestamp">When it was signed, in Unix seconds.</param>
/// <param name="Nonce">8 to 128 characters that were never used before.</param>
/// <param name="CurrentPassword">The password of the account here: a link is a way into it.</param>
internal sealed record LinkRequest(
    string SiteKey, string Token, string Signature, string? Timestamp, string? Nonce, string CurrentPassword)
{
    [JsonIgnore]
    public SiteCall Call => new(SiteKey, Signature, Timestamp, Nonce);

    /// <summary>Reads the body, and of the headers what the body does not have.</summary>
    public static LinkRequest Bind(RequestFields fields, SiteCall headers)
    {
        var call = SiteCallFields.Bind(fields, headers);
        return new LinkRequest(
            call.SiteKey,
            fields.Required("token", int.MaxValue),
            call.Signature,
            call.Timestamp,
            call.Nonce,
            fields.Required("current_password", PasswordVerifier.LongestPassword));
    }

    public override string ToString() => nameof(LinkRequest); // never the token or the password
}
