namespace HeadlessKey.Settings;

/// <summary>What can be set by itself: a setting, or one entry of a map, such as <c>Access:Rules:register</c>.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Entry">The entry of a map; null for the setting itself.</param>
internal sealed record SettingKey(Setting Setting, string? Entry = null)
{
    public string Name => Entry is null ? Setting.Key : $"{Setting.Key}:{Entry}";

    /// <summary>The form of the value; of an entry's own.</summary>
    public SettingType Type => (Setting.Type, Entry) switch
    {
        (SettingType.TextMap, not null) => SettingType.Text,
        (SettingType.NumberMap, not null) => SettingType.Number,
        var (type, _) => type,
    };

    /// <summary>
    /// Finds what a name means, with or without <c>HeadlessKey:</c> in front and in any letter case. Null: it means nothing. An entry's name
    /// is in small letters from here on, as routes and roles are: one that is written in two ways must not become two.
    /// </summary>
    public static SettingKey? Find(string name)
    {
        const string Prefix = HeadlessKeyOptions.Section + ":";
        var key = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..] : name;
        foreach (var setting in KnownSettings.Settings)
        {
            if (string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase))
            {
                return new SettingKey(setting);
            }

            if (setting.IsMap && key.StartsWith($"{setting.Key}:", StringComparison.OrdinalIgnoreCase)
                && key[(setting.Key.Length + 1)..] is { Length: > 0 and <= 100 } entry && !entry.Contains(':', StringComparison.Ordinal))
            {
                return new SettingKey(setting, entry.ToLowerInvariant());
            }
        }

        return null;
    }

    /// <summary>The value in force. Null: none.</summary>
    public object? Read(HeadlessKeyOptions options) => (Setting.Read(options), Entry) switch
    {
        (IDictionary<string, string> map, { } entry) => map.TryGetValue(entry, out var text) ? text : null,
        (IDictionary<string, int> map, { } entry) => map.TryGetValue(entry, out var number) ? number : null,
        var (value, _) => value,
    };
}
