using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>What the pages name exists: settings, files, lines, verbs, error codes.</summary>
public sealed partial class TruthTests
{
    public static TheoryData<string> Pages => [.. DocsPage.All];

    [Theory, MemberData(nameof(Pages))]
    public void Every_setting_that_a_page_names_exists(string path)
    {
        foreach (var line in DocsPage.Read(path).Lines)
        {
            foreach (Match match in Setting.Matches(line))
            {
                var name = match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal);
                KnownSettings.All.ShouldContain(
                    known => string.Equals(known, name, StringComparison.Ordinal) || name.StartsWith($"{known}:", StringComparison.Ordinal), // an entry of a list
                    $"{path} names {match.Value}: {line}");
            }
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string path)
    {
        var page = DocsPage.Read(path);
        foreach (var (_, target, fragment) in Links(page))
        {
            var file = target.Length == 0 ? Path.Combine(DocsPage.Root, path) : Path.GetFullPath(Path.Combine(page.Folder, target));
            (File.Exists(file) || System.IO.Directory.Exists(file)).ShouldBeTrue($"{path} links to {target}");
            if (fragment.Length > 0 && file.EndsWith(".md", StringComparison.Ordinal))
            {
                Headings(file).ShouldContain(fragment, $"{path} links to {target}#{fragment}");
            }
        }
    }

    [Fact]
    public void The_walkthrough_links_to_lines_that_say_what_it_says()
    {
        var page = DocsPage.Read("docs/login-walkthrough.md");
        var links = Links(page).Where(link => link.Fragment.StartsWith('L')).ToList();

        links.ShouldNotBeEmpty();
        var path = Path.Combine(DocsPage.Root, "docs/login-walkthrough.md");
        var current = File.ReadAllText(path);
        foreach (var (text, target, fragment) in links)
        {
            var lines = File.ReadAllLines(Path.Combine(page.Folder, target));
            var named = text.Trim('`');
            var found = lines.Index().Where(line => line.Item.Contains(named, StringComparison.Ordinal)).ToList();
            found.Count.ShouldBe(1, $"{target} says {named} {found.Count} times: quote what stands in one line only");
            var at = found[0].Index + 1;
            current = current.Replace($"[{text}]({target}#{fragment})", $"[{text}]({target}#L{at})", StringComparison.Ordinal);
        }

        if (Environment.GetEnvironmentVariable("HEADLESSKEY_UPDATE") == "1")
        {
            File.WriteAllText(path, current);
        }

        File.ReadAllText(path).ShouldBe(current, "Lines have moved. Run this test with HEADLESSKEY_UPDATE=1 and commit the page.");
    }

    [Fact]
    public void The_readme_shows_what_the_first_start_prints()
    {
        var shown = DocsPage.Read("README.md").Blocks.Single(block => block.Text.Contains("/admin/setup#", StringComparison.Ordinal)).Text;
        var source = File.ReadAllText(Path.Combine(DocsPage.Root, "src/HeadlessKey.Server/FirstRun.cs"));

        foreach (var line in shown.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var fixedPart = line.Replace("http://127.0.0.1:5080", "{url}", StringComparison.Ordinal)
                .Replace("/wp-json/headlesskey/v1", "{address.Roots[0]}", StringComparison.Ordinal)
                .Replace("30 minutes", "{SetupLinkStore.Lifetime.TotalMinutes:0} minutes", StringComparison.Ordinal);
            source.ShouldContain(SetupToken.Replace(fixedPart, "#{link}"));
        }
    }

    [Fact]
    public void Every_error_code_of_the_program_stands_in_the_table()
    {
        var table = File.ReadAllText(Path.Combine(DocsPage.Root, "docs/http-api.md"));
        var catalogue = File.ReadAllText(Path.Combine(DocsPage.Root, "src/HeadlessKey/Http/Messages.cs"));

        // Known to the catalogue, answered by no endpoint so far.
        foreach (var code in Code.Matches(catalogue).Select(match => match.Groups["code"].Value).Where(code => code != "rest_user_invalid_id"))
        {
            table.ShouldContain($"`{code}`");
        }
    }

    private static IEnumerable<(string Text, string Target, string Fragment)> Links(DocsPage page) =>
        from line in page.Lines
        from match in Link.Matches(line)
        let target = match.Groups["target"].Value
        where !target.Contains(':', StringComparison.Ordinal)
        select (match.Groups["text"].Value, target, match.Groups["fragment"].Value);

    private static HashSet<string> Headings(string file) =>
    [
        .. from line in File.ReadLines(file)
           where line.StartsWith('#')
           select Punctuation.Replace(line.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'),
    ];

    [GeneratedRegex(@"HeadlessKey(:|__)(?<name>[A-Z][A-Za-z]+((:|__)[A-Z][A-Za-z]+)*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Setting { get; }

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<target>[^)#\s]*)(#(?<fragment>[^)]+))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation { get; }

    [GeneratedRegex("#[A-Za-z0-9_-]+$")]
    private static partial Regex SetupToken { get; }

    [GeneratedRegex("\"(?<code>[a-z_]+)\" =>", RegexOptions.ExplicitCapture)]
    private static partial Regex Code { get; }
}
