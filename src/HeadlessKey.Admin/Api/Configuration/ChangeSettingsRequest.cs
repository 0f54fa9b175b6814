using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.Settings;

namespace HeadlessKey.Admin.Api.Configuration;

/// <summary>Settings to change.</summary>
/// <param name="Changes">The new value by key; null takes the stored one away.</param>
internal sealed record ChangeSettingsRequest(IReadOnlyDictionary<string, string?> Changes)
{
    public static ChangeSettingsRequest Bind(RequestFields fields)
    {
        var changes = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in fields.Members("changes"))
        {
            var key = SettingKey.Find(member.Name);
            string? text = null;
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                // A name that means nothing, or a map as a whole, is refused where the names are judged.
                text = key is null or { Setting.IsMap: true, Entry: null } ? string.Empty : SettingText.FromJson(key.Type, member.Value);
                if (text is null)
                {
                    fields.Refuse(member.Name, Messages.SettingForm);
                }
            }

            if (!changes.TryAdd(key?.Name ?? member.Name, text))
            {
                fields.Refuse(member.Name, Messages.SettingTwice);
            }
        }

        return new ChangeSettingsRequest(changes);
    }
}
