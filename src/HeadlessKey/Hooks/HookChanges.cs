using System.Text.Json;

namespace HeadlessKey.Hooks;

/// <summary>Reads the changes of an HTTP hook's answer. What a point does not know is refused and not passed over.</summary>
internal static class HookChanges
{
    public static void RefuseUnknown(JsonElement changes, params ReadOnlySpan<string> known)
    {
        foreach (var change in changes.EnumerateObject())
        {
            if (!known.Contains(change.Name))
            {
                throw new HookAnswerException("the answer changes what cannot be changed");
            }
        }
    }

    /// <summary>A text; null when it is not to be changed.</summary>
    public static string? FindText(JsonElement changes, string name) =>
        !changes.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw WrongType();

    /// <summary>A list of texts; null when it is not to be changed.</summary>
    public static string[]? FindTexts(JsonElement changes, string name) =>
        !changes.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
        : throw WrongType();

    /// <summary>An object; null when it is not to be changed.</summary>
    public static JsonElement? FindObject(JsonElement changes, string name) =>
        !changes.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Object ? value
        : throw WrongType();

    /// <summary>An object's members; none when it is not to be changed.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> FindMembers(JsonElement changes, string name) =>
        FindObject(changes, name)?.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)) ?? [];

    private static HookAnswerException WrongType() => new("the answer has a change of the wrong type");
}
