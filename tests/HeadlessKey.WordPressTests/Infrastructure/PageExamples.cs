using System.Text.Json;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>What <c>docs/wordpress-connector.md</c> shows.</summary>
public static class PageExamples
{
    private static readonly string[] Blocks =
        [.. File.ReadAllText(Repository.PathOf("docs/wordpress-connector.md")).Split("\n```json\n").Skip(1).Select(block => block.Split("\n```\n")[0])];

    /// <summary>The members of a user, in order.</summary>
    public static IReadOnlyList<string> UserMembers { get; } = MembersOf("\"user_login\"");

    /// <summary>The members of what <c>/health</c> answers, in order.</summary>
    public static IReadOnlyList<string> HealthMembers { get; } = MembersOf("\"connector\"");

    private static string[] MembersOf(string word)
    {
        using var document = JsonDocument.Parse(Blocks.Single(block => block.Contains(word, StringComparison.Ordinal)));
        return [.. document.RootElement.EnumerateObject().Select(member => member.Name)];
    }
}
