namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "HeadlessKey.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"There is no HeadlessKey.slnx above {AppContext.BaseDirectory}.");
        }

        return folder;
    }
}
