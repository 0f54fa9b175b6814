using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>What a JSON object has in it, for tests that pin an answer to exactly what the contract lists.</summary>
public static class AnswerShape
{
    /// <summary>Every member with its JSON type, such as <c>token: String</c>, in alphabetical order. True and False are <c>Boolean</c>.</summary>
    public static string[] Members(this JsonElement json) =>
        [.. json.EnumerateObject().Select(member => $"{member.Name}: {Type(member.Value)}").Order(StringComparer.Ordinal)];

    /// <summary>The answer's error parameters, such as the keys of <c>data.params</c>.</summary>
    public static string[] Params(this Answer answer)
    {
        var named = answer.Json.GetProperty("data").GetProperty("params");
        return named.ValueKind == JsonValueKind.Array
            ? [.. named.EnumerateArray().Select(name => name.GetString()!)]
            : [.. named.EnumerateObject().Select(member => member.Name)];
    }

    /// <summary>Every header but those that differ from answer to answer, for tests that two answers are the same.</summary>
    public static string HeadersText(this Answer answer) => string.Join('\n', answer.Headers.Concat(answer.ContentHeaders)
        .Where(header => header.Key.ToUpperInvariant() is not ("DATE" or "X-REQUEST-ID"))
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));

    private static string Type(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();
}
