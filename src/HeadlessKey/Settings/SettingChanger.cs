using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.Settings;

/// <summary>
/// Changes what is stored, all of it or nothing, once the whole has passed the same rules as at a start. One change at a time: two that are
/// right by themselves may be wrong together.
/// </summary>
internal sealed class SettingChanger(SqlDialect dialect, SettingStore store, SettingsReader reader, StoredSettings replica, SecurityEventLog events)
{
    /// <param name="changes">The new text by key; null takes the stored one away.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="check">What else must hold for it.</param>
    public Task<SettingChangeResult> ChangeAsync(
        IReadOnlyDictionary<string, string?> changes, IAuthor? by, SettingCheck? check = null) =>
        RunAsync(by, async transaction => await ApplyAsync(transaction, changes, by, undoes: null, check));

    /// <summary>Puts back what was stored before a change, unless it has been changed since.</summary>
    public Task<SettingChangeResult> UndoAsync(long changeId, IAuthor? by, SettingCheck? check = null) =>
        RunAsync(by, async transaction =>
        {
            var values = await store.ListValuesAsync(transaction, changeId);
            if (values.Count == 0)
            {
                return new SettingChangeResult.NoSuchChange();
            }

            var stored = await store.ListAsync(transaction);
            var since = values.Find(value => !string.Equals(stored.GetValueOrDefault(value.Key), value.New, StringComparison.Ordinal));
            return since is not null
                ? new SettingChangeResult.ChangedSince(since.Key)
                : await ApplyAsync(transaction, values.ToDictionary(value => value.Key, value => value.Old, StringComparer.OrdinalIgnoreCase), by, changeId, check);
        });

    private async Task<SettingChangeResult> ApplyAsync(
        Transaction transaction, IReadOnlyDictionary<string, string?> changes, IAuthor? by, long? undoes, SettingCheck? check)
    {
        var faults = changes.Where(change => change.Value is not null)
            .Select(change => (change.Key, Fault: FindFault(change.Key)))
            .Where(found => found.Fault is not null)
            .ToDictionary(found => found.Key, found => found.Fault!, StringComparer.OrdinalIgnoreCase);
        if (faults.Count > 0)
        {
            return new SettingChangeResult.Refused(faults);
        }

        var stored = await store.ListAsync(transaction);
        var values = changes
            .Select(change => new SettingChangeValue(SettingKey.Find(change.Key)?.Name ?? change.Key, stored.GetValueOrDefault(change.Key), change.Value))
            .Where(value => !string.Equals(value.Old, value.New, StringComparison.Ordinal))
            .ToList();
        if (values.Count == 0)
        {
            return new SettingChangeResult.Changed(Change: null);
        }

        if (FindFaults(stored, changes, check) is { Count: > 0 } wrong)
        {
            return new SettingChangeResult.Refused(wrong);
        }

        var added = await store.AddAsync(transaction, by?.UserId, undoes, values);
        await events.AppendAsync(transaction, SecurityEvent.SettingsChanged(values.Select(value => value.Key)).By(by), CancellationToken.None);
        transaction.WakeOthers();
        return new SettingChangeResult.Changed(added);
    }

    private string? FindFault(string name) => SettingKey.Find(name) switch
    {
        null => "is not a setting.",
        { Setting.IsRuntime: false } => "cannot be changed while the server runs.",
        { Setting.IsMap: true, Entry: null } => "is set entry by entry.",
        var key when reader.FindGiven(key) is { } given => $"is set by {given.Text}: change it there.",
        _ => null,
    };

    /// <summary>What is wrong with everything as it would be. What has no effect now anyway does not stand in the way.</summary>
    private IReadOnlyDictionary<string, string> FindFaults(
        IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string?> changes, SettingCheck? check)
    {
        var next = new Dictionary<string, string>(reader.ReadWhatStands(stored).Used, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in changes)
        {
            next.Remove(key);
            if (value is not null)
            {
                next.Add(SettingKey.Find(key)!.Name, value);
            }
        }

        var (options, faults) = reader.Read(next);
        if (faults.Count > 0)
        {
            // What another key has to say about it is said at the key that was changed.
            var first = changes.Keys.First();
            return faults.GroupBy(fault => changes.ContainsKey(fault.Key) ? fault.Key : first, StringComparer.OrdinalIgnoreCase).ToDictionary(
                group => group.Key,
                group => string.Join(' ', group.Select(fault => changes.ContainsKey(fault.Key) ? fault.Value : $"{fault.Key} {fault.Value}".TrimStart())),
                StringComparer.OrdinalIgnoreCase);
        }

        if (check?.FindFaults(options, [.. changes.Keys]) is { Count: > 0 } checkedFaults)
        {
            return checkedFaults;
        }

        // Code that sets a setting to its default does not show until it overrides what is asked for.
        return changes.Where(change => change.Value is not null)
            .Select(change => (Key: SettingKey.Find(change.Key)!, change.Value))
            .Where(change => SettingText.ToJson(change.Key.Type, change.Value)?.ToJsonString() != SettingText.ToJson(change.Key.Read(options))?.ToJsonString())
            .ToDictionary(change => change.Key.Name, _ => "is set by code: change it there.", StringComparer.OrdinalIgnoreCase);
    }

    private async Task<SettingChangeResult> RunAsync(IAuthor? by, Func<Transaction, Task<SettingChangeResult>> change)
    {
        SettingChangeResult result = new SettingChangeResult.Changed(Change: null);
        await dialect.WriteAloneAsync(
            async transaction =>
            {
                await (by?.HoldAsync(transaction) ?? Task.CompletedTask);
                result = await change(transaction);
            },
            CancellationToken.None);
        if (result is SettingChangeResult.Changed { Change: not null })
        {
            await replica.CatchUpAsync(CancellationToken.None); // in force here before the answer
        }

        return result;
    }
}
