using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>What JSON looks like apart from its values: the members, in order, and their types.</summary>
internal static class JsonShape
{
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    private static string Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", element.EnumerateObject().Select(member => $"{member.Name}: {Of(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", element.EnumerateArray().Select(Of).Distinct(StringComparer.Ordinal))}]",
        JsonValueKind.True or JsonValueKind.False => "flag",
        var kind => kind.ToString(),
    };
}
