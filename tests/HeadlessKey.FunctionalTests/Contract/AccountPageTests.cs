using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>The built-in pages that mailed links lead to. What they do is tested in a browser.</summary>
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
                // A proxy may keep the world away from everything below /admin.
                file.Groups["path"].Value.ShouldNotStartWith("/admin");
                (await server.Client.GetAsync(file.Groups["path"].Value)).Expect(200);
            }
        }
    }

    [GeneratedRegex("(src|href)=\"(?<path>/[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnFile { get; }
}
