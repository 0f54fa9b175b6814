using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>The built-in pages that mailed links lead to.</summary>
public sealed partial class AccountPageTests
{
    private static readonly string[] Pages = ["/account/reset", "/account/verify", "/account/register"];

    [Theory, EveryEngine]
    public async Task A_page_loads_nothing_but_our_own_files_and_runs_no_script_of_its_own(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in Pages)
        {
            var page = (await server.Client.GetAsync(path)).Expect(200);
            page.ContentHeaders.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
            page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
            page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            page.Headers.CacheControl!.NoStore.ShouldBeTrue();
            page.Body.ShouldNotMatch("<script(?![^>]* src=)|\\son[a-z]+=|<style|\\sstyle=");
            foreach (Match file in OwnFile.Matches(page.Body))
            {
                (await server.Client.GetAsync(file.Groups["path"].Value)).Expect(200);
            }
        }
    }

    [Theory, EveryEngine]
    public async Task A_page_knows_the_api_by_whatever_name_it_has(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Rest:Prefix", "/api"), ("HeadlessKey:Rest:Namespace", "members"), ("HeadlessKey:Rest:Version", "v9"));

        foreach (var path in Pages)
        {
            (await server.Client.GetAsync(path)).Body.ShouldContain("<meta name=\"api\" content=\"/api/members/v9\">");
        }
    }

    [Theory, EveryEngine]
    public async Task Every_text_is_there_in_both_languages(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var catalogue = (await server.Client.GetAsync("/account/texts.js")).Body;
        var (english, chinese) = (TextsOf(catalogue, "english"), TextsOf(catalogue, "chinese"));
        string[] scripts = [.. await Task.WhenAll(((string[])["account", "reset", "verify", "register"]).Select(async name => (await server.Client.GetAsync($"/account/{name}.js")).Body))];

        chinese.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach (var name in scripts.SelectMany(script => Used.Matches(script)).Select(match => match.Groups["name"].Value).Where(name => name != "reasons"))
        {
            english.Keys.ShouldContain(name);
        }

        foreach (var path in Pages)
        {
            foreach (Match element in Translated.Matches((await server.Client.GetAsync(path)).Body))
            {
                english[element.Groups["name"].Value].ShouldBe(element.Groups["text"].Value);
            }
        }
    }

    [Theory, EveryEngine]
    public async Task Every_field_has_a_label_and_a_place_for_what_is_wrong_with_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in Pages)
        {
            var page = (await server.Client.GetAsync(path)).Body;
            foreach (Match field in Field.Matches(page))
            {
                page.ShouldContain($"<label for=\"{field.Groups["id"].Value}\"");
                if (!field.Value.Contains(" readonly", StringComparison.Ordinal))
                {
                    page.ShouldContain($"<p class=\"error\" id=\"{field.Groups["id"].Value}-error\"></p>");
                }
            }
        }
    }

    private static Dictionary<string, string> TextsOf(string catalogue, string language) =>
        Text.Matches(catalogue[catalogue.IndexOf($"const {language} = {{", StringComparison.Ordinal)..].Split("\n};", 2)[0])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value, StringComparer.Ordinal);

    [GeneratedRegex("(src|href)=\"(?<path>/[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnFile { get; }

    [GeneratedRegex("^ +(?<name>[a-zA-Z_]+): '(?<text>[^']*)',$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Text { get; }

    [GeneratedRegex(@"\btexts\.(?!js\b)(?<name>[a-zA-Z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Used { get; }

    [GeneratedRegex("data-text=\"(?<name>[a-zA-Z]+)\"[^>]*>(?<text>[^<]*)<", RegexOptions.ExplicitCapture)]
    private static partial Regex Translated { get; }

    [GeneratedRegex("<input id=\"(?<id>[^\"]+)\"[^>]*>", RegexOptions.ExplicitCapture)]
    private static partial Regex Field { get; }
}
