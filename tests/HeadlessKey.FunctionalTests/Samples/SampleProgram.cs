using HeadlessKey.FunctionalTests.CommandLine;

namespace HeadlessKey.FunctionalTests.Samples;

/// <summary>A sample, run as its reader would run it, on a port of its own.</summary>
public static class SampleProgram
{
    public static Task<RunningProgram> StartAsync(string name, params (string Name, string Value)[] variables)
    {
        var address = RunningProgram.FreeAddress();
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        environment["URLS"] = address.ToString().TrimEnd('/');
        environment["HeadlessKey__PublicUrl"] = environment["URLS"];
        var start = BuiltProgram.Of($"samples/{name}", environment);

        // A web app finds its appsettings.json in the folder that it is started from.
        start.WorkingDirectory = Path.GetDirectoryName(start.ArgumentList[0])!;
        return RunningProgram.StartAsync(start, address, "/");
    }
}
