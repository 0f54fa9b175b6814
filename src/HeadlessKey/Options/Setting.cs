namespace HeadlessKey;

/// <summary>A setting, as the options classes declare it.</summary>
/// <param name="Key">Its name without <c>HeadlessKey:</c> in front.</param>
/// <param name="Type">The form of its value.</param>
/// <param name="IsRuntime">Whether it may change while the server runs.</param>
/// <param name="Read">Its value among all the others.</param>
internal sealed record Setting(string Key, SettingType Type, bool IsRuntime, Func<HeadlessKeyOptions, object?> Read)
{
    public bool IsMap => Type is SettingType.TextMap or SettingType.NumberMap;

    /// <summary>Whether the value is nobody's business but the server's.</summary>
    public bool IsSecret =>
        Key[(Key.LastIndexOf(':') + 1)..] is "SecretKey" or "MasterKey" or "ConnectionString" or "Password" || Key.EndsWith("Secret", StringComparison.Ordinal);
}
