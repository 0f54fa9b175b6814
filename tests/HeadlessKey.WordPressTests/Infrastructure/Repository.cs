namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>The repository that these tests were built in.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Connector { get; } = PathOf("wordpress/headlesskey-connector.php");

    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "HeadlessKey.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This is not run from the repository.");
        }

        return folder;
    }
}
