using System.Text.Json.Nodes;
using HeadlessKey.Settings;

namespace HeadlessKey.Admin.Api.Configuration;

/// <summary>What was stored before a change, and after.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Old">Before; null: nothing.</param>
/// <param name="New">After; null: nothing.</param>
internal sealed record SettingChangeValueResponse(string Key, JsonNode? Old, JsonNode? New)
{
    public static SettingChangeValueResponse Of(SettingChangeValue value)
    {
        var type = SettingKey.Find(value.Key)?.Type ?? SettingType.Text;
        return new SettingChangeValueResponse(value.Key, SettingText.ToJson(type, value.Old), SettingText.ToJson(type, value.New));
    }
}
