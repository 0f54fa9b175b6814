using System.Diagnostics;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>A program of this repository, as it was built with the tests.</summary>
public static class BuiltProgram
{
    private static readonly string Repository = FindRepository();

    /// <summary>Such as <c>Debug</c>: the configuration that the tests themselves were built in.</summary>
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>How to start the program of a project folder, such as <c>src/HeadlessKey.Server</c>.</summary>
    public static ProcessStartInfo Of(string project, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var assembly = Path.Combine(
            Repository, project, "bin", Configuration, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"{Path.GetFileName(project)}.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What stands in the environment of the test run must not decide its outcome.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("HEADLESSKEY", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>A file of the repository.</summary>
    public static string PathOf(string file) => Path.Combine(Repository, file);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HeadlessKey.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder.FullName;
    }
}
