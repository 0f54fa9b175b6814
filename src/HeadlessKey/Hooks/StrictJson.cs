using System.Text;
using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.Hooks;

/// <summary>JSON that every reader reads the same way: no duplicate members, no half characters, not deep.</summary>
internal static class StrictJson
{
    private const int Deepest = 6; // a token and its parts may be nested by 8
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="HookAnswerException">It is not such a text.</exception>
    public static JsonElement Parse(byte[] json)
    {
        try
        {
            StrictUtf8.GetCharCount(json);
            if (JsonNames.AreWhole(json, Deepest))
            {
                using var document = JsonDocument.Parse(json, Strict);
                if (AreWhole(document.RootElement))
                {
                    return document.RootElement.Clone();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            // One answer for all of it, below.
        }

        throw new HookAnswerException("it is not JSON, or has duplicate members, or is nested too deeply");
    }

    // "\ud800" is half a character, which is no text (RFC 8259, 8.2).
    private static bool AreWhole(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return value.EnumerateObject().All(member => AreWhole(member.Value));
            case JsonValueKind.Array:
                return value.EnumerateArray().All(AreWhole);
            case JsonValueKind.String:
                try
                {
                    _ = value.GetString();
                    return true;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }

            default:
                return true;
        }
    }
}
