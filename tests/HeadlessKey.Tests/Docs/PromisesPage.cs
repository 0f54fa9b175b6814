using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HeadlessKey.Tests.Repository;

namespace HeadlessKey.Tests.Docs;

/// <summary>Writes <c>docs/promises.md</c> from the tests that name a promise: the page claims nothing that no test shows.</summary>
internal static partial class PromisesPage
{
    private const string Head =
        """
        # Promises

        What HeadlessKey promises, and the tests that prove each promise. The page is generated from the tests, so it lists
        no promise that none of them shows. Tests in `HeadlessKey.FunctionalTests` speak HTTP to a whole server, on SQLite and on
        PostgreSQL; those in `HeadlessKey.WordPressTests` to a real WordPress.
        """;

    /// <summary>Promise, file and test, for every test that names a promise or stands in a class that does.</summary>
    public static IReadOnlyList<(string Promise, string Path, string Test)> Proofs { get; } =
        [.. SourceTree.Tests.SelectMany(file => Find(file.Path, file.Text)).Distinct()];

    public static string Generate()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        foreach (var (letter, heading) in PromiseTexts.Groups)
        {
            var proven = Proofs.Where(proof => proof.Promise[0] == letter).GroupBy(proof => proof.Promise)
                .OrderBy(group => int.Parse(group.Key.AsSpan(1), CultureInfo.InvariantCulture)).ToArray();
            if (proven.Length == 0)
            {
                continue;
            }

            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n");
            foreach (var group in proven)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n**{group.Key}** {PromiseTexts.All[group.Key]}\n\n");
                foreach (var (_, path, test) in group.OrderBy(proof => proof.Path, StringComparer.Ordinal).ThenBy(proof => proof.Test, StringComparer.Ordinal))
                {
                    page.Append(CultureInfo.InvariantCulture, $"- [{test.Replace('_', ' ')}](../{path})\n");
                }
            }
        }

        return page.ToString();
    }

    public static IEnumerable<(string Promise, string Path, string Test)> Find(string path, string text)
    {
        var ofClass = Named(ClassHead.Match(text).Groups["attributes"].Value);
        foreach (Match test in Test.Matches(text))
        {
            var attributes = test.Groups["attributes"].Value;
            if (IsTest.IsMatch(attributes))
            {
                foreach (var promise in ofClass.Concat(Named(attributes)))
                {
                    yield return (promise, path, test.Groups["name"].Value);
                }
            }
        }
    }

    private static IEnumerable<string> Named(string attributes) => Promise.Matches(attributes).Select(match => match.Groups["id"].Value);

    [GeneratedRegex("""\bPromise\("(?<id>[A-Z][0-9]+)"\)""")]
    private static partial Regex Promise { get; }

    [GeneratedRegex(@"\b(Site)?(Fact|Theory)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex IsTest { get; }

    [GeneratedRegex(@"(?<attributes>(^\[.*\]\n)+)public (sealed )?(partial )?class ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ClassHead { get; }

    // Attributes on lines of their own, then the head of a public method.
    [GeneratedRegex(@"(?<attributes>(^    \[(?!assembly).*\n)+((^        .*|^    \].*)\n)*?)^    public (async |static )*[\w<>\[\]]+ (?<name>\w+)\(", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Test { get; }
}
