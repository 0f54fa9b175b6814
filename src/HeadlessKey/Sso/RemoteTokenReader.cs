using System.Globalization;
using System.Text.Json;
using HeadlessKey.Tokens;

namespace HeadlessKey.Sso;

/// <summary>
/// Takes another site's token apart, as strictly as our own (<see cref="JwtPart"/>), but with fewer claims asked for: a site is known by its
/// issuer and key, not by how it fills its tokens.
/// </summary>
internal static class RemoteTokenReader
{
    private const int LongestName = 255;

    /// <summary>The token, if all that counts is there and of the right type; else null.</summary>
    public static RemoteToken? Read(string token)
    {
        if (!TokenReader.HasShape(token) || JwtPart.Decode(token, 2) is not { } signature)
        {
            return null;
        }

        using var header = JwtPart.Parse(JwtPart.Decode(token, 0));
        using var payload = JwtPart.Parse(JwtPart.Decode(token, 1));
        if (header?.RootElement is not { } head
            || !JwtPart.IsPlainHeader(head)
            || JwtPart.Text(head, "alg") is not { } algorithm
            || !TryReadName(head, "kid", out var kid)
            || payload?.RootElement is not { ValueKind: JsonValueKind.Object } claims
            || JwtPart.Text(claims, "iss") is not { } issuer
            || ReadSubject(claims) is not { } subject
            || ReadTexts(claims, "aud") is not { } audiences
            || JwtPart.Date(claims, "exp") is not { } expiresAt
            || !TryReadDate(claims, "nbf", out var notBefore)
            || !TryReadDate(claims, "iat", out var issuedAt)
            || !TryReadName(claims, "jti", out var jti)
            || !TryReadName(claims, "sid", out var sessionId)
            || ReadTexts(claims, "roles") is not { } roles)
        {
            return null;
        }

        return new RemoteToken
        {
            Algorithm = algorithm,
            Kid = kid,
            Issuer = issuer,
            Subject = subject,
            Audiences = audiences,
            IssuedAt = issuedAt,
            NotBefore = notBefore,
            ExpiresAt = expiresAt,
            Jti = jti,
            SessionId = sessionId,
            Roles = roles,
            Signed = token[..token.LastIndexOf('.')],
            Signature = signature,
        };
    }

    /// <summary><c>sub</c>; or the user's number where the plugin's tokens have it, which may have no <c>sub</c>.</summary>
    private static string? ReadSubject(JsonElement claims)
    {
        if (claims.TryGetProperty("sub", out _))
        {
            return JwtPart.Text(claims, "sub") is { Length: > 0 and <= LongestName } subject ? subject : null;
        }

        if (!claims.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var number = JwtPart.Integer(data, "ID")
            ?? (data.TryGetProperty("user", out var user) && user.ValueKind == JsonValueKind.Object ? JwtPart.Integer(user, "id") : null);
        return number?.ToString(CultureInfo.InvariantCulture);
    }

    // What is not there is nothing; what is there but of another type makes the token no token.
    private static bool TryReadName(JsonElement parent, string name, out string? text)
    {
        text = JwtPart.Text(parent, name);
        return text is { Length: > 0 and <= LongestName } || !parent.TryGetProperty(name, out _);
    }

    private static bool TryReadDate(JsonElement claims, string name, out DateTimeOffset? date)
    {
        date = JwtPart.Date(claims, name);
        return date is not null || !claims.TryGetProperty(name, out _);
    }

    private static List<string>? ReadTexts(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out _) ? JwtPart.Texts(claims, name) : [];
}
