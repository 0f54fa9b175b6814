using System.Text;
using System.Text.RegularExpressions;
using HeadlessKey.Admin;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Tests.Repository;

namespace HeadlessKey.Tests.Pages;

/// <summary>What the pages are made of, read as text. What they do is tested in a browser.</summary>
public sealed partial class PageSourceTests
{
    private static readonly string Folder = SourceTree.PathOf("src/HeadlessKey.Admin");

    private static IEnumerable<string> Scripts => Files("*.js");

    [Fact]
    public void A_script_is_read_in_one_go() =>
        Scripts.Concat(Files("*.css")).Where(file => File.ReadLines(file).Count() > 200).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_ever_read_as_markup_or_as_code() =>
        Scripts.Where(file => Markup.IsMatch(File.ReadAllText(file))).ShouldBeEmpty();

    [Fact]
    public void No_page_has_a_script_or_a_style_in_its_markup() =>
        Files("*.html").Where(file => Inline.IsMatch(File.ReadAllText(file))).ShouldBeEmpty();

    [Fact]
    public void Nothing_comes_from_elsewhere() =>
        Scripts.Concat(Files("*.css")).Concat(Files("*.html"))
            .Where(file => Outside.Matches(File.ReadAllText(file)).Any(match => !match.Value.Contains("www.w3.org", StringComparison.Ordinal) && !match.Value.Contains("example.com", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void Every_catalogue_has_the_same_texts_in_both_languages()
    {
        var pairs = Files("en.js").Select(english => (English: english, Chinese: Path.Combine(Path.GetDirectoryName(english)!, "zh-CN.js")))
            .Append((Path.Combine(Folder, "login-element/english.js"), Path.Combine(Folder, "login-element/chinese.js"))).ToList();

        pairs.Count.ShouldBeGreaterThan(10);
        foreach (var (english, chinese) in pairs)
        {
            KeysOf(chinese).ShouldBe(KeysOf(english), english);
        }
    }

    /// <summary>Where several pages share a catalogue, they call it <c>common</c>.</summary>
    [Fact]
    public void Every_text_is_said_somewhere()
    {
        foreach (var catalogue in Files("en.js").Append(Path.Combine(Folder, "login-element/english.js")))
        {
            var folder = Path.GetDirectoryName(catalogue)!;
            var own = string.Join('\n', Scripts.Where(script => Path.GetDirectoryName(script) == folder && !IsCatalogue(script)).Select(File.ReadAllText));
            var others = string.Join('\n', Scripts.Where(script => !IsCatalogue(script)).Select(File.ReadAllText));

            var unsaid = TextsOf(catalogue).Where(text => !Regex.IsMatch(own, $@"\b(words|texts)\.{text}\b") && !(folder.EndsWith("/ui", StringComparison.Ordinal) && Regex.IsMatch(others, $@"\bcommon\.{text}\b")));

            unsaid.Except(Units).ShouldBeEmpty(catalogue);
        }
    }

    [Fact]
    public void Every_drawing_and_every_kind_of_field_is_shown_somewhere()
    {
        var drawings = DrawingOf.Matches(File.ReadAllText(Path.Combine(Folder, "ui/icon.js"))).Select(match => match.Groups["name"].Value);
        var kinds = KindOf.Matches(Kinds.Match(File.ReadAllText(Path.Combine(Folder, "ui/field.js"))).Value).Select(match => match.Groups["name"].Value).ToList();
        var users = string.Join('\n', Scripts.Where(script => !script.EndsWith("ui/icon.js", StringComparison.Ordinal) && !script.EndsWith("ui/field.js", StringComparison.Ordinal)).Select(File.ReadAllText));

        kinds.Count.ShouldBeGreaterThan(5);
        drawings.Where(name => !System.IO.Directory.Exists(Path.Combine(Folder, "pages", name)) && !Regex.IsMatch(users, $@"(icon\(|notice\(|\? |: )'{name}'")).ShouldBeEmpty();

        // A setting's field is of the kind that the setting is; text is what a field is when nothing is said.
        kinds.Where(kind => kind != "text" && !Regex.IsMatch(users, $@"kind: [^,]*'{kind}'|@property \{{[^}}]*'{kind}'[^}}]*\}} type\b")).ShouldBeEmpty();
    }

    [Fact]
    public void Events_that_a_text_suggests_exist()
    {
        foreach (var catalogue in Files("en.js").Concat(Files("zh-CN.js")))
        {
            foreach (var hint in Suggestions.Matches(File.ReadAllText(catalogue)).SelectMany(match => SuggestedType.Matches(match.Value)))
            {
                SecurityEventTypes.All.ShouldContain(type => type.Name == hint.Value, $"{hint.Value} in {catalogue}");
            }
        }
    }

    [Fact]
    public void Every_page_has_a_folder_with_its_script_and_its_texts()
    {
        foreach (var folder in System.IO.Directory.EnumerateDirectories(Path.Combine(Folder, "pages")))
        {
            foreach (var file in (string[])[$"{Path.GetFileName(folder)}.js", "en.js", "zh-CN.js"])
            {
                File.Exists(Path.Combine(folder, file)).ShouldBeTrue($"{folder}/{file}");
            }
        }
    }

    /// <summary>The build packs the files; what is unpacked is what was written, byte for byte, but for what the API is called here.</summary>
    [Fact]
    public void Every_file_is_served_as_it_is_written()
    {
        var address = new RestAddress(new HeadlessKeyOptions { Rest = { Namespace = "members" } }, []);
        var served = new EmbeddedFiles(address);

        foreach (var file in Scripts.Concat(Files("*.css")).Concat(Files("*.html")))
        {
            var name = Path.GetRelativePath(Folder, file).Replace('\\', '/');
            Encoding.UTF8.GetString(served.Get(name).Content).ShouldBe(File.ReadAllText(file).Replace("{{api}}", address.Roots[0], StringComparison.Ordinal), name);
        }

        served.Find("Descriptions.txt").ShouldBeNull();
    }

    /// <summary>All pages together are part of the one file that is downloaded.</summary>
    [Fact]
    public void All_files_together_stay_below_half_a_megabyte() =>
        Scripts.Concat(Files("*.css")).Concat(Files("*.html")).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(512 * 1024);

    // What `field.js` finds by the name of a size.
    private static readonly string[] Units = ["seconds", "minutes", "hours", "days"];

    private static bool IsCatalogue(string script) => Path.GetFileName(script) is "en.js" or "zh-CN.js" or "english.js" or "chinese.js";

    /// <summary>The texts that scripts name; those of settings go by the setting's name.</summary>
    private static IEnumerable<string> TextsOf(string catalogue)
    {
        var all = File.ReadAllText(catalogue);
        return TextName.Matches(all[Math.Max(0, all.IndexOf("export const words", StringComparison.Ordinal))..]).Select(match => match.Groups["name"].Value);
    }

    private static List<string> KeysOf(string catalogue) => [.. Key.Matches(File.ReadAllText(catalogue)).Select(match => match.Groups["name"].Value)];

    private static IEnumerable<string> Files(string pattern) =>
        System.IO.Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(['""]|\.srcdoc|javascript:")]
    private static partial Regex Markup { get; }

    [GeneratedRegex("<script(?![^>]* src=)|\\son[a-z]+=|<style|\\sstyle=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline { get; }

    [GeneratedRegex(@"https?://[\w.-]+\.\w+|url\(")]
    private static partial Regex Outside { get; }

    [GeneratedRegex("^  (?<name>\\w+): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TextName { get; }

    [GeneratedRegex("^  (?<name>\\w+): '", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex DrawingOf { get; }

    [GeneratedRegex(@"@property \{.*\} \[kind\]")]
    private static partial Regex Kinds { get; }

    [GeneratedRegex("'(?<name>\\w+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex KindOf { get; }

    [GeneratedRegex("^  typesHint: .*$", RegexOptions.Multiline)]
    private static partial Regex Suggestions { get; }

    [GeneratedRegex(@"\b[a-z]+\.[a-z_]+\b")]
    private static partial Regex SuggestedType { get; }

    [GeneratedRegex(@"^ +'?(?<name>[\w:]+)'?: ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Key { get; }
}
