namespace HeadlessKey.Settings;

/// <summary>What must hold for a change besides the rules for all settings.</summary>
/// <param name="FindFaults">What is wrong, by key, with all settings as they would be, for the keys that change.</param>
internal sealed record SettingCheck(Func<HeadlessKeyOptions, IReadOnlyCollection<string>, IReadOnlyDictionary<string, string>> FindFaults);
