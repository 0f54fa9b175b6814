namespace HeadlessKey.Settings;

/// <summary>How a change of settings ended.</summary>
internal abstract record SettingChangeResult
{
    /// <summary>It is in force. Null: everything was so already.</summary>
    internal sealed record Changed(SettingChange? Change) : SettingChangeResult;

    /// <summary>None of it is in force; why, by key.</summary>
    internal sealed record Refused(IReadOnlyDictionary<string, string> Faults) : SettingChangeResult;

    /// <summary>There is no such change to undo.</summary>
    internal sealed record NoSuchChange : SettingChangeResult;

    /// <summary>One of its keys has been changed again.</summary>
    internal sealed record ChangedSince(string Key) : SettingChangeResult;
}
