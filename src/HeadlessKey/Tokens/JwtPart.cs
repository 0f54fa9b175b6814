using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.Tokens;

/// <summary>The parts of a compact JWS and what is in them, read strictly: one text, one meaning (RFC 8725, 3.1 to 3.11).</summary>
internal static class JwtPart
{
    private const int Deepest = 8;
    private const long LatestDate = 253_370_764_800; // the year 9999: far enough from the end of time to add a clock skew

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // They would have the verifier fetch or believe a key that the token itself names (RFC 7515, 4.1).
    private static readonly string[] RefusedHeaders = ["crit", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "zip", "b64"];

    /// <summary>Whether the header says that it is a JWT, or says nothing, and names no key to be fetched or believed.</summary>
    public static bool IsPlainHeader(JsonElement header) =>
        header.ValueKind == JsonValueKind.Object
        && !Array.Exists(RefusedHeaders, name => header.TryGetProperty(name, out _))
        && (!header.TryGetProperty("typ", out var type) || (type.ValueKind == JsonValueKind.String && type.ValueEquals("JWT"u8)));

    /// <summary>The bytes of header (0), payload (1) or signature (2) of a text that has the shape of a token; null when they are no base64url.</summary>
    public static byte[]? Decode(string token, int index)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = token.IndexOf('.', first + 1);
        var text = index switch
        {
            0 => token.AsSpan(0, first),
            1 => token.AsSpan(first + 1, second - first - 1),
            _ => token.AsSpan(second + 1),
        };
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

    /// <summary>The JSON, unless two parsers could read it in two ways; then null.</summary>
    public static JsonDocument? Parse(byte[]? json)
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

    public static string? Text(JsonElement parent, string name) =>
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

    public static long? Integer(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0
            ? number
            : null;

    public static DateTimeOffset? Date(JsonElement parent, string name) =>
        Integer(parent, name) is { } seconds && seconds < LatestDate
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>A text or a list of texts; null when it is neither.</summary>
    public static List<string>? Texts(JsonElement parent, string name)
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
