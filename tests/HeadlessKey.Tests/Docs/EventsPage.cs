using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HeadlessKey.Events;

namespace HeadlessKey.Tests.Docs;

/// <summary>Writes <c>docs/events.md</c> from the types that events are written with, so that it says what is sent.</summary>
internal static class EventsPage
{
    private const string Head =
        """
        # Events

        Whatever happens that matters for security is written down as an event, in the transaction of what it describes. The record keeps them,
        and [webhooks](webhooks.md) tell other programs of them. This page says what is sent, for each type. It is generated from the source,
        and a test holds what arrives at a receiver against the schemas below.

        - **The version** is 1. Members may be added to it, and types; none is renamed, removed or given another meaning without another version. So
          ignore members that you do not know.
        - **Every member is always there.** What does not apply is `null`.
        - **No event holds a secret**: no password, token, code, link or secret; of a login that nobody has, not even the name.
        - **The same event** may come more than once, with the same `data.id`.
        """;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly XmlComments Comments = new(typeof(EventPayload).Assembly);

    public static string Generate()
    {
        var sample = RecordedEvent.Of(
            "evt_5f2b6c1d0e9a4b7f8c3d2e1f0a9b8c7d", new DateTimeOffset(2026, 11, 22, 8, 30, 0, 123, TimeSpan.Zero),
            SampleEvents.Full.First(one => one.Id == SecurityEventId.LoginFailed) , ActorKind.Anonymous, ActivityLogOptions.Full);
        var page = new StringBuilder(Head.ReplaceLineEndings("\n")).Append("\n\n## The body\n\n");
        Json(page, JsonNode.Parse(sample.Body.Replace("\"text\"", "\"incorrect_password\"", StringComparison.Ordinal))!);
        page.Append("\n| member | |\n|---|---|\n");
        Members(page, typeof(EventPayload), string.Empty);
        page.Append("\nThe schema of what all have in common; each type below adds its own to it.\n\n");
        Json(page, EventSchemas.Common());
        page.Append("\n## Types\n\n| type | number | |\n|---|--:|---|\n");
        foreach (var type in Types)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{type.Name}](#{Anchor(type)}) | {(int)type.Id} | {type.Meaning.Split(". ")[0].TrimEnd('.')} |\n");
        }

        foreach (var type in Types)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {type.Name}\n\n{type.Meaning}\n\n");
            if (type.Detail is { } detail)
            {
                page.Append(CultureInfo.InvariantCulture, $"`detail`: {detail}\n\n");
            }

            Json(page, EventSchemas.Of(type));
        }

        return page.ToString();
    }

    private static IEnumerable<SecurityEventType> Types => SecurityEventTypes.All.OrderBy(type => type.Name, StringComparer.Ordinal);

    private static void Members(StringBuilder page, Type type, string prefix)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = prefix + JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Comments.Of(property)} |\n");
            if (property.PropertyType.Namespace == type.Namespace)
            {
                Members(page, property.PropertyType, name + ".");
            }
        }
    }

    private static void Json(StringBuilder page, JsonNode json) =>
        page.Append("```json\n").Append(json.ToJsonString(Indented).ReplaceLineEndings("\n")).Append("\n```\n");

    private static string Anchor(SecurityEventType type) => type.Name.Replace(".", string.Empty, StringComparison.Ordinal);
}
