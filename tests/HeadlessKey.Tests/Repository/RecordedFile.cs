namespace HeadlessKey.Tests.Repository;

/// <summary>
/// A text file beside the code that a test compares with what is true now, so that a change of it is seen in review.
/// <c>HEADLESSKEY_UPDATE=1</c> writes it anew.
/// </summary>
internal static class RecordedFile
{
    private const string Variable = "HEADLESSKEY_UPDATE";

    private static bool IsUpdating => Environment.GetEnvironmentVariable(Variable) is "1";

    /// <summary>The file must say exactly this.</summary>
    public static void ShouldSay(string path, string expected)
    {
        var file = SourceTree.PathOf(path);
        if (IsUpdating)
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        var (recorded, now) = (Read(file).Split('\n'), expected.Split('\n'));
        if (!recorded.SequenceEqual(now, StringComparer.Ordinal))
        {
            Assert.Fail(
                $"{path} is not up to date. If the change is meant, run this test with {Variable}=1 and commit the file. "
                + $"Gone: {string.Join(" | ", recorded.Except(now).Take(5))}. New: {string.Join(" | ", now.Except(recorded).Take(5))}.");
        }
    }

    /// <summary>Every line of the file must still be true, and nothing may be missing from it. An update only ever appends.</summary>
    public static void ShouldOnlyGrow(string path, IReadOnlyCollection<string> lines)
    {
        var file = SourceTree.PathOf(path);
        var recorded = Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        recorded.Except(lines, StringComparer.Ordinal).ShouldBeEmpty($"{path} is append-only: what it lists must stay as it is.");

        var added = lines.Except(recorded, StringComparer.Ordinal).ToArray();
        if (IsUpdating)
        {
            File.WriteAllText(file, string.Concat(recorded.Concat(added).Select(line => line + "\n")));
            added = [];
        }

        added.ShouldBeEmpty($"{path} lacks these. Run this test with {Variable}=1 and commit the file.");
    }

    private static string Read(string file) => File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : string.Empty;
}
