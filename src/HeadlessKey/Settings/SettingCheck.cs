namespace HeadlessKey.Settings;

/// <summary>What must hold for a change besides the rules for all settings: what is wrong, by key.</summary>
/// <param name="next">All settings as they would be.</param>
/// <param name="changed">The keys that change.</param>
internal delegate IReadOnlyDictionary<string, string> SettingCheck(HeadlessKeyOptions next, IReadOnlyCollection<string> changed);
