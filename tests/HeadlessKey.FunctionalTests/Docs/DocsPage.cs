namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>One Markdown page of the repository.</summary>
public sealed class DocsPage
{
    private const string Fence = "```";
    private static readonly string[] AtTheTop = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];

    private DocsPage(string path)
    {
        Path = path;
        var lines = File.ReadAllLines(System.IO.Path.Combine(Root, path));
        Lines = lines;
        Blocks = [.. ReadBlocks(lines)];
    }

    /// <summary>Where the repository begins.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every page, by its path from the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. AtTheTop,
        .. System.IO.Directory.EnumerateFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public string Path { get; }

    public IReadOnlyList<string> Lines { get; }

    public IReadOnlyList<DocsBlock> Blocks { get; }

    /// <summary>The folder that relative links start from.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Root, Path))!;

    public static DocsPage Read(string path) => new(path);

    private static IEnumerable<DocsBlock> ReadBlocks(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var first = i + 1;
            var last = Array.IndexOf(lines, Fence, first);
            last.ShouldBeGreaterThan(0, $"the fence of line {first} has no end");
            yield return new DocsBlock(lines[i][Fence.Length..], string.Join('\n', lines[first..last]) + "\n", first);
            i = last;
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "HeadlessKey.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This is not run from the repository.");
        }

        return folder;
    }
}
