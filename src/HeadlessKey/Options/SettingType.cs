namespace HeadlessKey;

/// <summary>What form a setting's value has.</summary>
internal enum SettingType
{
    Text,
    Number,
    Flag,
    Duration,
    List,

    /// <summary>A text for each name. Each entry is a setting of its own, such as <c>Access:Rules:register</c>.</summary>
    TextMap,

    /// <summary>A number for each name.</summary>
    NumberMap,
}
