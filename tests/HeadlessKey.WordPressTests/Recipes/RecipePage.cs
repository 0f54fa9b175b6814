namespace HeadlessKey.WordPressTests.Recipes;

/// <summary>The configurations that <c>docs/wordpress.md</c> shows, by what stands in their first line.</summary>
internal static class RecipePage
{
    public static string Read(string firstLine)
    {
        var page = File.ReadAllText(Repository.PathOf("docs/wordpress.md"));
        var blocks = page.Split("\n```text\n").Skip(1).Select(block => block.Split("\n```")[0]).ToList();
        return blocks.Single(block => block.StartsWith($"# {firstLine}\n", StringComparison.Ordinal));
    }
}
