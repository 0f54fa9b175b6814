namespace HeadlessKey.Settings;

/// <summary>What was stored for a key before a change, and after it; null: nothing.</summary>
internal sealed record SettingChangeValue(string Key, string? Old, string? New);
