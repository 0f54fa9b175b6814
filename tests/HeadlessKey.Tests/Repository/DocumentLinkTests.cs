using System.Text.RegularExpressions;

namespace HeadlessKey.Tests.Repository;

/// <summary>A link in a page leads somewhere.</summary>
public sealed partial class DocumentLinkTests
{
    [Fact]
    public void Every_relative_link_points_to_a_file_that_is_there() =>
        Pages().SelectMany(page => Links(page).Where(target => !Exists(page, target)).Select(target => $"{Path.GetRelativePath(SourceTree.Root, page)}: {target}"))
            .ShouldBeEmpty();

    [Fact]
    public void Every_picture_is_on_a_page() =>
        System.IO.Directory.EnumerateFiles(SourceTree.PathOf("docs/images")).Select(Path.GetFileName)
            .Except(Pages().SelectMany(Links).Select(Path.GetFileName), StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("see [a](docs/a.md) and [b](../b.cs#L10)", "docs/a.md ../b.cs")]
    [InlineData("[web](https://example.com) [mail](mailto:a@example.com) [here](#part)", "")]
    [InlineData("```\n[not](a-link)\n```\n", "")]
    public void The_rule_sees_the_links_of_a_page(string text, string expected) => string.Join(' ', LinksIn(text)).ShouldBe(expected);

    private static IEnumerable<string> Pages()
    {
        var docs = SourceTree.PathOf("docs");
        var folder = System.IO.Directory.Exists(docs) ? System.IO.Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories) : [];
        return System.IO.Directory.EnumerateFiles(SourceTree.Root, "*.md").Concat(folder);
    }

    private static IEnumerable<string> Links(string page) => LinksIn(File.ReadAllText(page));

    private static IEnumerable<string> LinksIn(string text) =>
        Link.Matches(CodeBlock.Replace(text, string.Empty))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal));

    private static bool Exists(string page, string target)
    {
        var path = target.StartsWith('/') ? SourceTree.PathOf(target[1..]) : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(target));
        return File.Exists(path) || System.IO.Directory.Exists(path);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock { get; }
}
