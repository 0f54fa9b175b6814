using System.Text.RegularExpressions;

namespace HeadlessKey.Directory.Transfer;

/// <summary>The roles in what WordPress keeps as <c>wp_capabilities</c>: a serialized PHP array, <c>a:1:{s:6:"editor";b:1;}</c>.</summary>
internal static partial class PhpRoles
{
    /// <summary>The names that are set. Of text that is no such array, the names in it, separated by commas.</summary>
    public static IEnumerable<string> Of(string text) => text.StartsWith("a:", StringComparison.Ordinal)
        ? Entry.Matches(text).Select(match => match.Groups["name"].Value)
        : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("""s:\d{1,3}:"(?<name>[^"]{1,100})";(b:1|i:1|s:1:"1");""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry { get; }
}
