using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeadlessKey.WordPress;

/// <summary>
/// Our side of the connection: <c>wordpress.json</c> in the data folder, beside the master key. It is the lowest of all sources of settings, so a
/// file, the environment or the command line says otherwise.
/// </summary>
internal static class ConnectionFile
{
    public const string Name = "wordpress.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The secret that the site at this address shares already; null: none.</summary>
    public static string? FindSecret(string path, string url, string keyId)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var site = JsonNode.Parse(File.ReadAllText(path))?[HeadlessKeyOptions.Section]?["WordPress"];
            return (string?)site?["Url"] == url && (string?)site?["KeyId"] == keyId ? (string?)site?["Secret"] : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // it is written anew
        }
    }

    /// <param name="stream">Where it is written to.</param>
    /// <param name="site">The site.</param>
    /// <param name="algorithm">What tokens are signed with from now on; null: nothing is said.</param>
    public static void Write(Stream stream, WordPressOptions site, string? algorithm)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteStartObject(HeadlessKeyOptions.Section);
        json.WriteString("Directory", HeadlessKeyOptions.WordPressDirectory);
        json.WriteStartObject("WordPress");
        json.WriteString("Url", site.Url);
        json.WriteString("KeyId", site.KeyId);
        json.WriteString("Secret", site.Secret);
        json.WriteEndObject();
        if (algorithm is not null)
        {
            json.WriteStartObject("Keys");
            json.WriteString("Algorithm", algorithm);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
