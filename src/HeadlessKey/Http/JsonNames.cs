using System.Text.Json;

namespace HeadlessKey.Http;

/// <summary>The names in a JSON text, before anything is looked up by them.</summary>
internal static class JsonNames
{
    /// <summary>
    /// Whether every name is text. JSON can spell half a character (<c>"\ud800"</c>), which is no text (RFC 8259, 8.2), and looking up
    /// a member beside such a name fails.
    /// </summary>
    /// <exception cref="JsonException">It is not JSON at all.</exception>
    public static bool AreWhole(ReadOnlySpan<byte> json, int deepest)
    {
        if (!json.Contains((byte)'\\'))
        {
            return true;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = deepest });
        try
        {
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, ValueIsEscaped: true })
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
