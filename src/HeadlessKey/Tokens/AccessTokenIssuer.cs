using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HeadlessKey.Hooks;
using HeadlessKey.Sessions;
using HeadlessKey.SigningKeys;
using HeadlessKey.Users;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HeadlessKey.Tokens;

/// <summary>Writes and signs access tokens (RFC 7519).</summary>
internal sealed class AccessTokenIssuer(KeyRing keys, SessionSecrets secrets, HeadlessKeyOptions options)
{
    private static readonly JsonWebTokenHandler Signer = new() { SetDefaultTimesOnTokenCreation = false };
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string issuer = options.Tokens.Issuer ?? options.PublicUrl!.TrimEnd('/');

    /// <summary>
    /// The access token of the session's present generation. All its own claims follow from the session's row, so that a second call
    /// for the same generation says the same.
    /// </summary>
    /// <param name="user">Whose token it is.</param>
    /// <param name="session">The session.</param>
    /// <param name="added">Further claims, by names that are none of ours.</param>
    public (string Token, string Jti) Issue(User user, Session session, IReadOnlyDictionary<string, JsonElement> added)
    {
        var jti = secrets.Jti(session);
        var payload = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(payload, Json))
        {
            Write(json, user, session, jti, added);
        }

        return (Signer.CreateToken(Encoding.UTF8.GetString(payload.WrittenSpan), keys.GetSigning().Material.Credentials), jti);
    }

    private void Write(Utf8JsonWriter json, User user, Session session, string jti, IReadOnlyDictionary<string, JsonElement> added)
    {
        json.WriteStartObject();
        json.WriteString("iss", issuer);
        if (options.Tokens.Audience is { } audience)
        {
            json.WriteString("aud", audience);
        }

        json.WriteNumber("iat", session.RotatedAt.ToUnixTimeSeconds());
        json.WriteNumber("nbf", session.RotatedAt.ToUnixTimeSeconds());
        json.WriteNumber("exp", session.AccessExpiresAt.ToUnixTimeSeconds());
        json.WriteString("jti", jti);
        json.WriteString("sub", user.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("sid", session.Id);
        json.WriteNumber("gen", session.Generation);
        json.WriteStartArray("roles");
        foreach (var role in user.Roles)
        {
            json.WriteStringValue(role);
        }

        json.WriteEndArray();
        json.WriteStartObject("data");
        json.WriteNumber("ID", user.Id);
        json.WriteString("user_login", user.Login);

        // Where code written for older JWT plugins looks.
        json.WriteStartObject("user");
        json.WriteNumber("id", user.Id);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteMembers(added);
        json.WriteEndObject();
    }
}
