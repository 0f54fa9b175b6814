using HeadlessKey.Storage;

namespace HeadlessKey.Settings;

/// <summary>The stored settings in the database, and the history of their changes.</summary>
internal sealed class SettingStore(Database database, TimeProvider time)
{
    /// <summary>Changes when a setting does.</summary>
    public async Task<long> GetVersionAsync(CancellationToken cancellationToken) =>
        (await database.ListAsync($"select coalesce(max(id), 0) as version from setting_changes", row => row.Integer("version"), cancellationToken))[0];

    public async Task<IReadOnlyDictionary<string, string>> ListAsync(CancellationToken cancellationToken) =>
        ToDictionary(await database.ListAsync($"select key, value from settings order by key", MapPair, cancellationToken));

    public async Task<IReadOnlyDictionary<string, string>> ListAsync(Transaction transaction) =>
        ToDictionary(await transaction.ListAsync($"select key, value from settings order by key", MapPair, CancellationToken.None));

    /// <summary>When what is stored now was set, for each key.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ListChangedAtAsync(CancellationToken cancellationToken) =>
        (await database.ListAsync(
            $"""
            select v.key, max(c.at) as at from setting_change_values v
            join setting_changes c on c.id = v.change_id join settings s on s.key = v.key group by v.key
            """,
            row => (Key: row.Text("key"), At: row.Time("at")),
            cancellationToken))
        .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Max(pair => pair.At), StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a change down and puts it in force. A value that is null is taken away.</summary>
    public async Task<SettingChange> AddAsync(Transaction transaction, long? actorId, long? undoes, IReadOnlyList<SettingChangeValue> values)
    {
        var now = time.GetUtcNow();
        var added = await transaction.FindAsync(
            $"insert into setting_changes (at, actor_id, undoes) values ({now.ToUnixTimeMilliseconds()}, {actorId}, {undoes}) returning id",
            row => new SettingChange(row.Integer("id"), DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), actorId, null, undoes, values),
            CancellationToken.None);
        foreach (var value in values)
        {
            await transaction.AppendAsync(
                $"""
                insert into setting_change_values (change_id, key, old_value, new_value)
                values ({added!.Id}, {value.Key}, {value.Old}, {value.New})
                """,
                CancellationToken.None);

            // Whatever way it was written, so that one key has one row.
            await transaction.ExecuteAsync($"delete from settings where lower(key) = {value.Key.ToLowerInvariant()}", CancellationToken.None);
            if (value.New is not null)
            {
                await transaction.ExecuteAsync($"insert into settings (key, value) values ({value.Key}, {value.New})", CancellationToken.None);
            }
        }

        return added!;
    }

    /// <summary>Changes before the one named, newest first.</summary>
    public async Task<List<SettingChange>> ListChangesAsync(long? before, int count, CancellationToken cancellationToken)
    {
        var newest = before ?? long.MaxValue;
        var changes = await database.ListAsync(
            $"""
            select c.*, u.login as actor_login from setting_changes c left join users u on u.id = c.actor_id
            where c.id < {newest} order by c.id desc limit {count}
            """,
            MapChange,
            cancellationToken);
        if (changes.Count == 0)
        {
            return changes;
        }

        var values = await database.ListAsync(
            $"""
            select * from setting_change_values where change_id >= {changes[^1].Id} and change_id <= {changes[0].Id} order by key
            """,
            row => (ChangeId: row.Integer("change_id"), Value: MapValue(row)),
            cancellationToken);
        var byChange = values.ToLookup(value => value.ChangeId, value => value.Value);
        return changes.ConvertAll(change => change with { Values = [.. byChange[change.Id]] });
    }

    public Task<List<SettingChangeValue>> ListValuesAsync(Transaction transaction, long changeId) =>
        transaction.ListAsync($"select * from setting_change_values where change_id = {changeId} order by key", MapValue, CancellationToken.None);

    // A row that somebody else has written may spell a key that is there already in another way. It must not keep all the others from being read.
    private static Dictionary<string, string> ToDictionary(List<(string Key, string Value)> pairs) => pairs
        .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.OrdinalIgnoreCase);

    private static (string Key, string Value) MapPair(Row row) => (row.Text("key"), row.Text("value"));

    private static SettingChangeValue MapValue(Row row) => new(row.Text("key"), row.TextOrNull("old_value"), row.TextOrNull("new_value"));

    private static SettingChange MapChange(Row row) => new(
        row.Integer("id"), row.Time("at"), row.IntegerOrNull("actor_id"), row.TextOrNull("actor_login"), row.IntegerOrNull("undoes"), []);
}
