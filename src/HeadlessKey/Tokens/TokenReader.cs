using System.Globalization;
using System.Text.Json;

namespace HeadlessKey.Tokens;

/// <summary>
/// Takes a compact JWS apart, strictly: what two parsers could read in two ways is refused before any signature is looked at
/// (RFC 8725, 3.1 to 3.11). What it returns is still only a claim.
/// </summary>
internal static class TokenReader
{
    public const int LongestToken = 8 * 1024;
    private const int LongestKid = 128;

    /// <summary>The key id and algorithm that the header names, or null when the header is not one of ours.</summary>
    public static (string Kid, string Algorithm)? ReadHeader(string token)
    {
        using var header = JwtPart.Parse(JwtPart.Decode(token, 0));
        if (header?.RootElement is not { } root
            || !JwtPart.IsPlainHeader(root)
            || JwtPart.Text(root, "kid") is not { Length: > 0 and <= LongestKid } kid
            || JwtPart.Text(root, "alg") is not { } algorithm)
        {
            return null;
        }

        return (kid, algorithm);
    }

    /// <summary>The claims, if they are all there and of their right types (RFC 7519, 4.1), or null.</summary>
    public static ReadClaims? ReadClaims(string token)
    {
        using var payload = JwtPart.Parse(JwtPart.Decode(token, 1));
        if (payload?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || JwtPart.Text(root, "iss") is not { } issuer
            || JwtPart.Text(root, "jti") is not { } jti
            || JwtPart.Text(root, "sid") is not { } sessionId
            || JwtPart.Text(root, "sub") is not { } subject
            || !long.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            || JwtPart.Integer(root, "gen") is not { } generation
            || JwtPart.Date(root, "iat") is not { } issuedAt
            || JwtPart.Date(root, "nbf") is not { } notBefore
            || JwtPart.Date(root, "exp") is not { } expiresAt
            || JwtPart.Texts(root, "roles") is not { } roles
            || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object
            || JwtPart.Text(data, "user_login") is not { } login)
        {
            return null;
        }

        var audiences = root.TryGetProperty("aud", out _) ? JwtPart.Texts(root, "aud") : [];
        return audiences is null
            ? null
            : new ReadClaims(issuer, audiences, issuedAt, new AccessToken
            {
                Kid = string.Empty,
                Jti = jti,
                SessionId = sessionId,
                Generation = generation,
                UserId = userId,
                UserLogin = login,
                Roles = roles,
                NotBefore = notBefore,
                ExpiresAt = expiresAt,
                Claims = JwtPart.Decode(token, 1),
            });
    }

    /// <summary>Whether the token has three parts of base64url and a signature, and is not too long.</summary>
    public static bool HasShape(string token) =>
        token.Length is > 0 and <= LongestToken
        && token.AsSpan().Count('.') == 2
        && token[0] != '.' && token[^1] != '.'
        && token.AsSpan().IndexOfAnyExcept(Alphabet) < 0
        && !token.Contains("..", StringComparison.Ordinal);

    private static readonly System.Buffers.SearchValues<char> Alphabet =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}
