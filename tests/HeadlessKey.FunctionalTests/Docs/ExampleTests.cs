using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>The examples of the pages, as a reader would use them.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> PagesWith(string language) =>
        [.. DocsPage.All.Where(path => DocsPage.Read(path).Blocks.Any(block => block.Language == language))];

    [Theory, MemberData(nameof(PagesWith), "sh")]
    public Task Examples_run_and_print_what_the_page_shows(string path) => RunAsync(path, EveryEngineAttribute.Sqlite);

    [Theory, EveryEngine]
    public Task The_http_api_page_is_true_on_every_engine(string engine) => RunAsync("docs/http-api.md", engine);

    [Theory, MemberData(nameof(PagesWith), "json")]
    public void Json_examples_are_json(string path)
    {
        foreach (var block in DocsPage.Read(path).Blocks.Where(block => block.Language == "json"))
        {
            Should.NotThrow(() => JsonDocument.Parse(block.Text).Dispose(), $"the block of line {block.Line}");
        }
    }

    [Fact]
    public async Task The_front_end_module_refreshes_once_for_two_callers_and_signs_out()
    {
        Assert.SkipWhen(Node is null, "node is not installed");
        var module = DocsPage.Read("docs/getting-started.md").Blocks.First(block => block.Language == "js").Text;
        await using var server = await NewcomersServer.StartAsync(EveryEngineAttribute.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "session.mjs"), server.Localise(module));
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "use.mjs"), $$"""
            import { signIn, refresh, accessToken, signOut } from "./session.mjs";
            let calls = 0;
            const real = globalThis.fetch;
            globalThis.fetch = (...request) => { calls++; return real(...request); };
            await signIn("admin", "{{NewcomersServer.Password}}");
            const first = await accessToken();
            await Promise.all([refresh(), refresh()]);
            const second = await accessToken();
            await refresh();
            await signOut();
            let signedOut = false;
            try { await accessToken(); } catch { signedOut = true; }
            console.log(JSON.stringify({ calls, moved: first !== second, signedOut }));
            """);

        var (exitCode, output) = await server.RunAsync(Node!, "use.mjs");

        exitCode.ShouldBe(0, output);
        output.Trim().ShouldBe("""{"calls":4,"moved":true,"signedOut":true}""");
    }

    [Theory, MemberData(nameof(PagesWith), "js")]
    public async Task Script_examples_parse(string path)
    {
        Assert.SkipWhen(Node is null, "node is not installed");
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-docs-").FullName;
        foreach (var block in DocsPage.Read(path).Blocks.Where(block => block.Language == "js"))
        {
            var file = Path.Combine(folder, $"block-{block.Line}.mjs");
            await File.WriteAllTextAsync(file, block.Text);
            using var process = System.Diagnostics.Process.Start(Node!, ["--check", file])!;
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, $"the block of line {block.Line}");
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static string? Node { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
        .Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);

    /// <summary>Runs the page and holds each <c>json</c> block that follows an <c>sh</c> block against what that one printed.</summary>
    private static async Task RunAsync(string path, string engine)
    {
        var page = DocsPage.Read(path);
        await using var server = await NewcomersServer.StartAsync(engine);

        var printed = await PageRun.OfAsync(page, server);

        foreach (var (example, shown) in page.Blocks.Zip(page.Blocks.Skip(1)).Where(pair => pair is { First.Language: "sh", Second.Language: "json" }))
        {
            JsonShape.Of(printed[example]).ShouldBe(JsonShape.Of(shown.Text), $"the block of line {shown.Line}");
        }
    }
}
