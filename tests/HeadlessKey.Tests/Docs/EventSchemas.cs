using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using HeadlessKey.Events;

namespace HeadlessKey.Tests.Docs;

/// <summary>The JSON schemas of events: what all have in common from the types, what a kind has of its own from what its factory makes.</summary>
internal static class EventSchemas
{
    public const string CommonId = "event.json";

    /// <summary>What every event is.</summary>
    public static JsonObject Common()
    {
        var schema = (JsonObject)EventJsonContext.Bodies.EventPayload.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = static (_, node) => node is JsonObject one && one["properties"] is JsonObject properties
                ? WithEveryMember(one, properties)
                : node,
        });
        schema["properties"]!["version"] = new JsonObject { ["const"] = EventPayload.CurrentVersion };
        schema["properties"]!["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", CommonId);
        return schema;
    }

    /// <summary>What one kind of event is beyond that.</summary>
    public static JsonObject Of(SecurityEventType type)
    {
        var samples = SampleEvents.Full.Concat(SampleEvents.Bare).Where(one => one.Id == type.Id).ToArray();
        var data = new JsonObject { ["outcome"] = Either(samples.Select(one => one.Outcome)) };
        if (samples.All(one => one.ActorId is not null))
        {
            data["actor"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = ActorKind.User } } };
        }

        Narrow(data, "subject", "object", samples.Select(one => one.SubjectId is not null));
        Narrow(data, "session_id", "string", samples.Select(one => one.SessionId is not null));
        Narrow(data, "detail", "string", samples.Select(one => one.Detail is not null));
        return new JsonObject
        {
            ["$ref"] = CommonId,
            ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = type.Name }, ["data"] = new JsonObject { ["properties"] = data } },
        };
    }

    // Written, all of them, each time: a receiver need not ask whether a member is there.
    private static JsonObject WithEveryMember(JsonObject schema, JsonObject properties)
    {
        schema["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Key))]);
        return schema;
    }

    private static void Narrow(JsonObject data, string member, string type, IEnumerable<bool> present)
    {
        var all = present.Distinct().ToArray();
        if (all.Length == 1)
        {
            data[member] = new JsonObject { ["type"] = all[0] ? type : "null" };
        }
    }

    private static JsonObject Either(IEnumerable<string> values)
    {
        var all = values.Distinct().Order(StringComparer.Ordinal).ToArray();
        return all.Length == 1
            ? new JsonObject { ["const"] = all[0] }
            : new JsonObject { ["enum"] = new JsonArray([.. all.Select(value => JsonValue.Create(value))]) };
    }
}
