using System.Text.Json.Nodes;
using HeadlessKey.Http;
using HeadlessKey.Settings;

namespace HeadlessKey.Admin.Api.Configuration;

/// <summary>All settings as an administrator sees them.</summary>
internal sealed class SettingsView(SettingStore store, SettingsReader reader, StoredSettings stored, HeadlessKeyOptions options)
{
    private static readonly HeadlessKeyOptions Defaults = new();

    public async Task<SettingsResponse> ReadAsync(CancellationToken cancellationToken)
    {
        var changedAt = await store.ListChangedAtAsync(cancellationToken);
        var latest = options.Latest;
        var used = stored.Used;
        return new SettingsResponse(
            [.. KnownSettings.Settings.SelectMany(setting => KeysOf(setting, latest)).Select(key => Describe(key, latest, used, changedAt))],
            [.. stored.Ignored.Select(ignored => new IgnoredSettingResponse(ignored.Key, ignored.Reason))]);
    }

    private static IEnumerable<SettingKey> KeysOf(Setting setting, HeadlessKeyOptions latest) => setting.Read(latest) switch
    {
        IDictionary<string, string> map => [new SettingKey(setting), .. map.Keys.Order(StringComparer.Ordinal).Select(entry => new SettingKey(setting, entry))],
        IDictionary<string, int> map => [new SettingKey(setting), .. map.Keys.Order(StringComparer.Ordinal).Select(entry => new SettingKey(setting, entry))],
        _ => [new SettingKey(setting)],
    };

    private SettingResponse Describe(
        SettingKey key, HeadlessKeyOptions latest, IReadOnlyDictionary<string, string> used, IReadOnlyDictionary<string, DateTimeOffset> changedAt)
    {
        var isMap = key is { Setting.IsMap: true, Entry: null };
        var isStored = isMap ? used.Keys.Any(name => name.StartsWith($"{key.Name}:", StringComparison.OrdinalIgnoreCase)) : used.ContainsKey(key.Name);
        var origin = reader.FindGiven(key) ?? new SettingOrigin(isStored ? SettingOrigin.Stored : SettingOrigin.Default);
        return new SettingResponse(
            key.Name,
            isMap ? "map" : key.Type.ToString().ToLowerInvariant(),
            ValueOf(key, latest),
            ValueOf(key, Defaults),
            origin.Source,
            origin.Name,
            key.Setting.IsRuntime,
            key.Setting.IsRuntime && origin.IsLocked && !isMap,
            isStored && changedAt.TryGetValue(key.Name, out var at) ? ApiTime.Format(at) : null);
    }

    private static JsonNode? ValueOf(SettingKey key, HeadlessKeyOptions from) => SettingText.ToJson(ShownSetting.Of(key, from));
}
