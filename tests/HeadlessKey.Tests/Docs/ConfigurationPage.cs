using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace HeadlessKey.Tests.Docs;

/// <summary>Writes <c>docs/configuration.md</c> from the options classes, so that it lists what is there and says what they say.</summary>
internal static class ConfigurationPage
{
    private const string Head =
        """
        # Configuration

        Every setting has a default; the server starts without any. A setting may come from `appsettings.json` (section
        `HeadlessKey`), from the environment, from the command line (`--HeadlessKey:Tokens:Lifetime=00:30:00`), or, in your own
        app, from code: `AddHeadlessKey(options => …)`. Later ones win, in this order. A wrong or unknown setting stops the
        start with one line that names the setting, where it came from, and the remedy.

        Settings marked **at once** can also be changed while the server runs: in the admin pages, by `headlesskey settings set`, or over
        the [admin API](admin-api.md). What is set there is stored in the database, holds for every server on it within a second, and stands
        below the sources above: a value given by file, environment, command line or code wins, and shows as locked.

        - **Durations** are `hours:minutes:seconds`, with days in front where needed: `00:30:00` is half an hour,
          `14.00:00:00` two weeks.
        - **Lists** have one entry for each number: `HeadlessKey:Cors:AllowedOrigins:0`, `…:1`; in JSON an array.
        - **Environment names** are the setting's name with two underscores for each colon.
        - **Applied**: *at the start* means that the servers must be restarted; *at once* that they need not.

        This page is generated from the source: the test that compares it says how to write it anew.
        """;

    // Shorter names, after the WordPress plugin's constants.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["HeadlessKey:SecretKey"] = "HEADLESSKEY_SECRET_KEY",
        ["HeadlessKey:Cors:Enabled"] = "HEADLESSKEY_CORS",
        ["HeadlessKey:Rest:Namespace"] = "HEADLESSKEY_REST_NAMESPACE",
        ["HeadlessKey:Rest:Version"] = "HEADLESSKEY_REST_VERSION",
    };

    private static readonly XmlComments Comments = new(typeof(HeadlessKeyOptions).Assembly);

    /// <summary>Every setting's full name, in the order of the page.</summary>
    public static IEnumerable<string> Settings => Sections().SelectMany(section => section.Properties.Select(property => $"{section.Key}:{property.Name}"));

    public static string Generate()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        foreach (var section in Sections())
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n{section.Meaning}\n");
            foreach (var property in section.Properties)
            {
                Write(page, $"{section.Key}:{property.Name}", property, section.Defaults);
            }
        }

        return page.ToString();
    }

    private static IEnumerable<ConfigurationSection> Sections()
    {
        var root = new HeadlessKeyOptions();
        var all = typeof(HeadlessKeyOptions).GetProperties();
        yield return new(HeadlessKeyOptions.Section, "General", Comments.Of(typeof(HeadlessKeyOptions)), root, [.. all.Where(property => !IsSection(property))]);
        foreach (var property in all.Where(IsSection))
        {
            var defaults = property.GetValue(root)!;
            yield return Section($"{HeadlessKeyOptions.Section}:{property.Name}", property, defaults);
            foreach (var inner in property.PropertyType.GetProperties().Where(IsSection))
            {
                yield return Section($"{HeadlessKeyOptions.Section}:{property.Name}:{inner.Name}", inner, inner.GetValue(defaults)!);
            }
        }
    }

    private static ConfigurationSection Section(string key, PropertyInfo property, object defaults) => new(
        key, property.Name, Comments.Of(property), defaults, [.. property.PropertyType.GetProperties().Where(member => !IsSection(member))]);

    private static bool IsSection(PropertyInfo property) => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal);

    private static void Write(StringBuilder page, string key, PropertyInfo property, object defaults)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal);
        page.Append(CultureInfo.InvariantCulture, $"\n### `{key}`\n\n{Comments.Of(property)}\n\n")
            .Append(CultureInfo.InvariantCulture, $"- Type: {TypeOf(property)}\n")
            .Append(CultureInfo.InvariantCulture, $"- Default: {Text(property.GetValue(defaults))}\n")
            .Append(CultureInfo.InvariantCulture, $"- Environment: `{variable}`");
        if (Aliases.TryGetValue(key, out var alias))
        {
            page.Append(CultureInfo.InvariantCulture, $", `{alias}`");
        }

        page.Append(IsRuntime(property) ? "\n- Applied: at once\n" : "\n- Applied: at the start\n");
    }

    private static bool IsRuntime(PropertyInfo property) =>
        property.IsDefined(typeof(RuntimeAttribute)) || property.DeclaringType!.IsDefined(typeof(RuntimeAttribute));

    private static string TypeOf(PropertyInfo property) => property.PropertyType switch
    {
        var type when type == typeof(string) => "text",
        var type when type == typeof(bool) => "`true` or `false`",
        var type when type == typeof(TimeSpan) => "duration (`[days.]hours:minutes:seconds`)",
        var type when type == typeof(int) || type == typeof(int?) => property.Name.EndsWith("Bytes", StringComparison.Ordinal) ? "whole number (bytes)" : "whole number",
        var type when type == typeof(IDictionary<string, int>) => "whole number for each name",
        var type when type == typeof(IDictionary<string, string>) => "text for each name",
        var type when type.IsAssignableTo(typeof(IEnumerable)) => "list of texts",
        var type => throw new InvalidOperationException($"The page has no word for {type}."),
    };

    private static string Text(object? value) => value switch
    {
        null or "" => "not set",
        ICollection { Count: 0 } => "empty",
        bool flag => flag ? "`true`" : "`false`",
        _ => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
    };
}
