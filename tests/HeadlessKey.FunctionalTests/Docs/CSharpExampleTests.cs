using System.Diagnostics;

namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>The <c>csharp</c> blocks of the pages compile against this product, as the top-level statements of a web app.</summary>
public sealed class CSharpExampleTests
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    public static TheoryData<string> Pages => ExampleTests.PagesWith("csharp");

    [Theory, MemberData(nameof(Pages))]
    public async Task CSharp_examples_compile(string path)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-docs-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "usings.cs"), ImplicitUsings);
        foreach (var block in DocsPage.Read(path).Blocks.Where(block => block.Language == "csharp"))
        {
            var source = Path.Combine(folder, $"block-{block.Line}.cs");
            await File.WriteAllTextAsync(source, block.Text);
            var (exitCode, output) = await CompileAsync(folder, source);
            exitCode.ShouldBe(0, $"{path}, the block of line {block.Line}: {output}");
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static async Task<(int ExitCode, string Output)> CompileAsync(string folder, string source)
    {
        // What this process itself runs on, from the shared frameworks to the library under test.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var response = Path.Combine(folder, "compile.rsp");
        await File.WriteAllLinesAsync(response,
        [
            "-nologo", "-noconfig", "-target:exe", "-nullable:enable", $"-out:\"{Path.Combine(folder, "example.dll")}\"",
            .. references.Select(reference => $"-reference:\"{reference}\""),
            $"\"{Path.Combine(folder, "usings.cs")}\"", $"\"{source}\"",
        ]);
        var start = new ProcessStartInfo("dotnet", ["exec", await FindCompilerAsync(), "@" + response])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        using var compiler = Process.Start(start)!;
        var output = await compiler.StandardOutput.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        return (compiler.ExitCode, output);
    }

    private static async Task<string> FindCompilerAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["--info"]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = DocsPage.Root };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var dotnet = Process.Start(start)!;
        var info = await dotnet.StandardOutput.ReadToEndAsync();
        var sdk = info.Split('\n').First(line => line.Contains("Base Path:", StringComparison.Ordinal)).Split(':', 2)[1].Trim();
        return Path.Combine(sdk, "Roslyn", "bincore", "csc.dll");
    }
}
