using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.Tokens;

/// <summary>
/// Takes a compact JWS apart, strictly: what two parsers could read in two ways is refused before any signature is looked at
/// (RFC 8725, 3.1 to 3.11). What it returns is still only a claim.
/// </summary>
internal static class TokenReader
{
    public const int LongestToken = 8 * 1024;
    private const int Deepest = 8;
    private const int LongestKid = 128;
    private const long LatestDate = 253_370_764_800; // the year 9999: far enough from the end of time to add a clock skew

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // They would have the verifier fetch or believe a key that the token itself names (RFC 7515, 4.1).
    private static readonly string[] RefusedHeaders = ["crit", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "zip", "b64"];

    /// <summary>The key id and algorithm that the header names, or null when the header is not one of ours.</summary>
    public static (string Kid, string Algorithm)? ReadHeader(string token)
    {
        using var header = Parse(Part(token, 0));
        if (header?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || Array.Exists(RefusedHeaders, name => root.TryGetProperty(name, out _))
            || (root.TryGetProperty("typ", out var type) && !(type.ValueKind == JsonValueKind.String && type.ValueEquals("JWT"u8)))
            || Text(root, "kid") is not { Length: > 0 and <= LongestKid } kid
            || Text(root, "alg") is not { } algorithm)
        {
            return null;
        }

        return (kid, algorithm);
    }

    /// <summary>The claims, if they are all there and of their right types (RFC 7519, 4.1), or null.</summary>
    public static ReadClaims? ReadClaims(string token)
    {
        using var payload = Parse(Part(token, 1));
        if (payload?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || Text(root, "iss") is not { } issuer
            || Text(root, "jti") is not { } jti
            || Text(root, "sid") is not { } sessionId
            || Text(root, "sub") is not { } subject
            || !long.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            || Integer(root, "gen") is not { } generation
            || Date(root, "iat") is not { } issuedAt
            || Date(root, "nbf") is not { } notBefore
            || Date(root, "exp") is not { } expiresAt
            || Texts(root, "roles") is not { } roles
            || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object
            || Text(data, "user_login") is not { } login)
        {
            return null;
        }

        var audiences = root.TryGetProperty("aud", out _) ? Texts(root, "aud") : [];
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
                Claims = Part(token, 1),
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

    private static byte[]? Part(string token, int index)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = token.IndexOf('.', first + 1);
        var text = index == 0 ? token.AsSpan(0, first) : token.AsSpan(first + 1, second - first - 1);
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!TryDecode(text, bytes, out var written))
        {
            return null;
        }

        return bytes.AsSpan(0, written).ToArray();
    }

    private static bool TryDecode(ReadOnlySpan<char> text, byte[] bytes, out int written)
    {
        try
        {
            return Base64Url.TryDecodeFromChars(text, bytes, out written);
        }
        catch (FormatException)
        {
            written = 0;
            return false;
        }
    }

    private static JsonDocument? Parse(byte[]? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            StrictUtf8.GetCharCount(json);
            return JsonNames.AreWhole(json, Deepest) ? JsonDocument.Parse(json, Strict) : null;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // an escape that is half a character
        }
    }

    private static long? Integer(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0
            ? number
            : null;

    private static DateTimeOffset? Date(JsonElement parent, string name) =>
        Integer(parent, name) is { } seconds && seconds < LatestDate
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>A text or a list of texts; null when it is neither.</summary>
    private static List<string>? Texts(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return Text(value) is { } one ? [one] : null;
        }

        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (Text(item) is not { } text)
            {
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }
}
