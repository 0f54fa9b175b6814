namespace HeadlessKey.Settings;

/// <summary>A stored value that has no effect, and why: an upgrade or a file has made it impossible.</summary>
internal sealed record IgnoredSetting(string Key, string Reason);
