using HeadlessKey.Storage;

namespace HeadlessKey.Settings;

/// <summary>What must hold for a change besides the rules for all settings.</summary>
/// <param name="BeforeAsync">Runs first in the transaction; an exception aborts the change.</param>
/// <param name="FindFaults">What is wrong, by key, with all settings as they would be, for the keys that change.</param>
internal sealed record SettingCheck(
    Func<Transaction, Task> BeforeAsync, Func<HeadlessKeyOptions, IReadOnlyCollection<string>, IReadOnlyDictionary<string, string>> FindFaults);
