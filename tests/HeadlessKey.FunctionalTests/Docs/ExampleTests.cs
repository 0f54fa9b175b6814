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
        var module = ScriptOf("// session.js");
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

    [Fact]
    public async Task Who_signs_out_of_the_front_end_module_during_a_refresh_stays_signed_out()
    {
        Assert.SkipWhen(Node is null, "node is not installed");
        await using var server = await NewcomersServer.StartAsync(EveryEngineAttribute.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "session.mjs"), server.Localise(ScriptOf("// session.js")));
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "use.mjs"), $$"""
            import { signIn, refresh, accessToken, signOut } from "./session.mjs";
            await signIn("admin", "{{NewcomersServer.Password}}");
            const refreshing = refresh();
            await Promise.all([refreshing, signOut()]);
            console.log(await accessToken().then(() => "signed in", (error) => error.message));
            """);

        var (exitCode, output) = await server.RunAsync(Node!, "use.mjs");

        exitCode.ShouldBe(0, output);
        output.Trim().ShouldBe("Not signed in.");
    }

    [Fact]
    public async Task The_route_of_Next_js_keeps_its_cookie_until_the_session_is_over()
    {
        Assert.SkipWhen(Node is null, "node is not installed");
        await using var server = await NewcomersServer.StartAsync(EveryEngineAttribute.Sqlite);
        var next = System.IO.Directory.CreateDirectory(Path.Combine(server.Folder, "node_modules", "next")).FullName;
        await File.WriteAllTextAsync(Path.Combine(next, "package.json"), """{ "exports": { "./headers": "./headers.mjs" } }""");
        await File.WriteAllTextAsync(Path.Combine(next, "headers.mjs"), """
            export const kept = new Map();
            const jar = {
              get: (name) => kept.has(name) ? { value: kept.get(name) } : undefined,
              set: (name, value) => kept.set(name, value),
              delete: ({ name }) => kept.delete(name),
            };
            export const cookies = async () => jar;
            export const headers = async () => new Headers({ "x-forwarded-for": "192.0.2.9, 203.0.113.7" });
            """);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "route.mjs"), ScriptOf("// app/api/session/route.js"));
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "use.mjs"), server.Localise($$"""
            import { kept } from "next/headers";
            process.env.HEADLESSKEY_URL = "http://127.0.0.1:5080/wp-json/headlesskey/v1";
            const { POST, PUT } = await import("./route.mjs");
            const sent = [];
            const real = globalThis.fetch;
            globalThis.fetch = (url, how) => { sent.push(new Headers(how.headers).get("x-forwarded-for")); return real(url, how); };
            const signIn = (password) => POST({ json: async () => ({ username: "admin", password }) });
            const said = [];
            const note = (answer) => said.push(`${answer.status} ${kept.has("refresh")}`);
            note(await signIn("{{NewcomersServer.Password}}"));
            note(await signIn("wrong"));
            note(await PUT());
            await real(`${process.env.HEADLESSKEY_URL}/token/revoke`, { method: "POST", body: new URLSearchParams({ refresh_token: kept.get("refresh") }) });
            note(await PUT());
            console.log(JSON.stringify({ said, sent: [...new Set(sent)] }));
            """));

        var (exitCode, output) = await server.RunAsync(Node!, "use.mjs");

        exitCode.ShouldBe(0, output);
        output.Trim().ShouldBe("""{"said":["200 true","401 true","200 true","401 false"],"sent":["203.0.113.7"]}""");
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

    /// <summary>The script of the first steps that begins so.</summary>
    private static string ScriptOf(string beginning) =>
        DocsPage.Read("docs/getting-started.md").Blocks.Single(block => block.Language == "js" && block.Text.StartsWith(beginning, StringComparison.Ordinal)).Text;

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
