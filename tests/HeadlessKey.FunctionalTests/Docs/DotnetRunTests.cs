using System.Diagnostics;

namespace HeadlessKey.FunctionalTests.Docs;

public sealed class DotnetRunTests
{
    [Fact]
    public async Task Dotnet_run_keeps_its_data_where_the_reader_stands()
    {
        var project = Path.Combine(DocsPage.Root, "src/HeadlessKey.Server/HeadlessKey.Server.csproj");
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-getProperty:RunWorkingDirectory"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = DocsPage.Root,
        };
        using var dotnet = Process.Start(start)!;

        var folder = (await dotnet.StandardOutput.ReadToEndAsync()).Trim();
        await dotnet.WaitForExitAsync();

        dotnet.ExitCode.ShouldBe(0, folder);
        folder.ShouldBeEmpty(); // which is: wherever the command is given
    }
}
