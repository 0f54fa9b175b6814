using System.Text.RegularExpressions;

namespace HeadlessKey.Tests.Repository;

/// <summary>One C# file of the tree, by its path from the repository's root.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public int Lines => Text.AsSpan().Count('\n');

    /// <summary>The text without its comments, which may speak of what the code must not use.</summary>
    public string Code { get; } = Comment.Replace(Text, string.Empty);

    /// <summary>The first folder below the project: a slice, or empty for the project's own files.</summary>
    public string Folder => Path.Split('/') is [_, _, var folder, _, ..] ? folder : string.Empty;

    public bool IsIn(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"(?<=^|\s)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment { get; }
}
