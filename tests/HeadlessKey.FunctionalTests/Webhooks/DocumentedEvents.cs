using System.Text.Json;
using HeadlessKey.FunctionalTests.Docs;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>The schemas as <c>docs/events.md</c> shows them to those who write receivers.</summary>
internal static class DocumentedEvents
{
    private static readonly IReadOnlyList<JsonElement> Schemas =
    [
        .. DocsPage.Read("docs/events.md").Blocks.Where(block => block.Language == "json").Select(block => JsonDocument.Parse(block.Text).RootElement)
            .Where(json => json.TryGetProperty("properties", out _)),
    ];

    private static readonly JsonElement Common = Schemas.Single(schema => schema.TryGetProperty("$id", out _));

    private static readonly Dictionary<string, JsonElement> ByType = Schemas.Where(schema => schema.TryGetProperty("$ref", out _))
        .ToDictionary(schema => schema.GetProperty("properties").GetProperty("type").GetProperty("const").GetString()!, StringComparer.Ordinal);

    /// <summary>Every type that the page documents.</summary>
    public static IEnumerable<string> Types => ByType.Keys;

    /// <summary>Fails the test unless the body is what the page says of its type, with not a member more.</summary>
    public static void ShouldDescribe(JsonElement body)
    {
        var type = body.GetProperty("type").GetString()!;
        ByType.ShouldContainKey(type);
        Faults(body, Common, strict: true, "body").Concat(Faults(body, ByType[type], strict: false, "body")).ShouldBeEmpty(body.GetRawText());
    }

    /// <summary>What of JSON Schema the page uses: type, const, enum, format, properties, required.</summary>
    public static IEnumerable<string> Faults(JsonElement value, JsonElement schema, bool strict, string path)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            var fits = rule.Name switch
            {
                "$schema" or "$id" or "$ref" or "properties" => true,
                "type" => rule.Value.ValueKind == JsonValueKind.Array
                    ? rule.Value.EnumerateArray().Any(one => IsOf(value, one.GetString()!))
                    : IsOf(value, rule.Value.GetString()!),
                "const" => JsonElement.DeepEquals(value, rule.Value),
                "enum" => rule.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)),
                "format" => DateTimeOffset.TryParse(value.GetString(), out var time) && time.Offset == TimeSpan.Zero,
                "required" => value.ValueKind != JsonValueKind.Object || rule.Value.EnumerateArray().All(one => value.TryGetProperty(one.GetString()!, out _)),
                var other => throw new InvalidOperationException($"The page uses {other}."),
            };
            if (!fits)
            {
                yield return $"{path}: {rule.Name} {rule.Value}";
            }
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties))
        {
            yield break;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var of))
            {
                foreach (var fault in Faults(member.Value, of, strict, $"{path}.{member.Name}"))
                {
                    yield return fault;
                }
            }
            else if (strict)
            {
                yield return $"{path}.{member.Name} is not documented";
            }
        }
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "string" => value.ValueKind == JsonValueKind.String,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        var other => throw new InvalidOperationException($"The page uses the type {other}."),
    };
}
