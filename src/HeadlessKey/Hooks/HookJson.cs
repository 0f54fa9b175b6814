using System.Text.Json;

namespace HeadlessKey.Hooks;

/// <summary>What the questions to HTTP hooks have in common.</summary>
internal static class HookJson
{
    public static void WriteUser(this Utf8JsonWriter json, HookUser user)
    {
        json.WriteStartObject("user");
        json.WriteNumber("ID", user.Id);
        json.WriteString("user_login", user.Login);
        json.WriteString("user_email", user.Email);
        json.WriteString("display_name", user.DisplayName);
        json.WriteTexts("roles", user.Roles);
        json.WriteEndObject();
    }

    public static void WriteClient(this Utf8JsonWriter json, HookClient client)
    {
        json.WriteStartObject("client");
        json.WriteString("address", client.Address);
        json.WriteString("user_agent", client.UserAgent);
        json.WriteString("request_id", client.RequestId);
        json.WriteEndObject();
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public static void WriteMembers(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, JsonElement> members)
    {
        json.WriteStartObject(name);
        json.WriteMembers(members);
        json.WriteEndObject();
    }

    public static void WriteMembers(this Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement> members)
    {
        foreach (var (member, value) in members)
        {
            json.WritePropertyName(member);
            value.WriteTo(json);
        }
    }
}
