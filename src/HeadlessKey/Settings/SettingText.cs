using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeadlessKey.Settings;

/// <summary>
/// A setting's value as text, the form in which it is stored: as a file would have it, and a list as a JSON array. The same value has one
/// text, so that two can be compared.
/// </summary>
internal static class SettingText
{
    private const int Longest = 4000;
    private const int MostEntries = 200;

    /// <summary>From the API's JSON. Null: it is not of this type.</summary>
    public static string? FromJson(SettingType type, JsonElement value) => (type, value.ValueKind) switch
    {
        (SettingType.Text, JsonValueKind.String) when TextOf(value) is { } text => Short(text),
        (SettingType.Flag, JsonValueKind.True) => "true",
        (SettingType.Flag, JsonValueKind.False) => "false",
        (SettingType.Number, JsonValueKind.Number) when value.TryGetInt32(out var number) => number.ToString(CultureInfo.InvariantCulture),
        (SettingType.Duration, JsonValueKind.Number) when value.TryGetInt32(out var seconds) => Of(TimeSpan.FromSeconds(seconds)),
        (SettingType.List, JsonValueKind.Array) => OfList([.. value.EnumerateArray().Select(each => TextOf(each))]),
        _ => null,
    };

    /// <summary>From the words of a command line. Null: it is not of this type.</summary>
    public static string? FromWords(SettingType type, IReadOnlyList<string> words) => type switch
    {
        SettingType.List => OfList(words),
        _ when words.Count != 1 => null,
        SettingType.Text => Short(words[0]),
        SettingType.Flag => bool.TryParse(words[0], out var flag) ? (flag ? "true" : "false") : null,
        SettingType.Number => int.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null,
        SettingType.Duration => TimeSpan.TryParse(words[0], CultureInfo.InvariantCulture, out var span) ? Of(span) : null,
        _ => null,
    };

    /// <summary>What a stored text says, as the API says it.</summary>
    public static JsonNode? ToJson(SettingType type, string? stored) => stored is null ? null : type switch
    {
        SettingType.Flag when bool.TryParse(stored, out var flag) => flag,
        SettingType.Number when int.TryParse(stored, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        SettingType.Duration when TimeSpan.TryParse(stored, CultureInfo.InvariantCulture, out var span) => Seconds(span),
        SettingType.List when TryReadList(stored, out var entries) => ListOf(entries),
        _ => stored, // from another version, perhaps: shown as it is
    };

    /// <summary>A value in force, as the API says it.</summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int number => number,
        TimeSpan span => Seconds(span),
        string text => text,
        IDictionary<string, string> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        IDictionary<string, int> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        IEnumerable<string> list => ListOf(list),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "No setting has such a value."),
    };

    /// <summary>The same for people, on a console.</summary>
    public static string ToWords(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan span => Of(span),
        IDictionary<string, string> map => string.Join(", ", map.Select(pair => $"{pair.Key}={pair.Value}")),
        IDictionary<string, int> map => string.Join(", ", map.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))),
        IEnumerable<string> list => string.Join(' ', list),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>What a configuration would hold.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ToConfiguration(SettingKey key, string stored)
    {
        var path = $"{HeadlessKeyOptions.Section}:{key.Name}";
        return key.Type != SettingType.List ? [KeyValuePair.Create(path, (string?)stored)]
            : TryReadList(stored, out var entries) ? entries.Select((entry, index) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"), (string?)entry))
            : throw new StartupException($"{path} (stored) is no list.");
    }

    private static string? TextOf(JsonElement value)
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

    private static bool TryReadList(string stored, out string[] entries)
    {
        try
        {
            entries = JsonSerializer.Deserialize(stored, SettingsJsonContext.Default.StringArray) ?? [];
            return true;
        }
        catch (JsonException)
        {
            entries = [];
            return false;
        }
    }

    private static string? OfList(IReadOnlyList<string?> entries) =>
        entries.Count <= MostEntries && entries.All(entry => entry is { Length: > 0 and <= Longest })
            ? JsonSerializer.Serialize([.. entries], SettingsJsonContext.Default.StringArray)
            : null;

    private static string? Short(string text) => text.Length <= Longest && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    private static string Of(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);

    private static JsonArray ListOf(IEnumerable<string> entries) => [.. entries.Select(entry => (JsonNode?)entry)];

    private static JsonNode Seconds(TimeSpan span) => (long)span.TotalSeconds;
}
