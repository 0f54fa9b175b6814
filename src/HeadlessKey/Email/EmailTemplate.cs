using System.Text.RegularExpressions;

namespace HeadlessKey.Email;

/// <summary>A text with holes such as <c>{{link}}</c>.</summary>
internal static partial class EmailTemplate
{
    /// <summary>Fills the holes, each once: what is filled in is not looked at again.</summary>
    /// <exception cref="FormatException">A hole has no value.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> escape) =>
        Hole.Replace(template, hole => values.TryGetValue(hole.Groups["name"].Value, out var value)
            ? escape(value)
            : throw new FormatException($"it has {hole.Value}, but this mail only has {string.Join(", ", values.Keys.Order(StringComparer.Ordinal).Select(name => $"{{{{{name}}}}}"))}"));

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}]*?)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole { get; }
}
