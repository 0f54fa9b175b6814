using System.Globalization;
using System.Text;

namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>Runs the <c>sh</c> blocks of a page, top to bottom, in one bash session, as a reader would paste them.</summary>
internal static class PageRun
{
    /// <summary>What each block printed.</summary>
    public static async Task<IReadOnlyDictionary<DocsBlock, string>> OfAsync(DocsPage page, NewcomersServer server)
    {
        var blocks = page.Blocks.Where(block => block.Language == "sh").ToList();
        
        // What a page starts ends with it, also when a line fails.
        var script = new StringBuilder("set -e\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n");
        foreach (var block in blocks)
        {
            // A group, not a subshell: what one block sets, the next one has. A line that fails ends the page, and says where.
            script.Append(CultureInfo.InvariantCulture, $"trap 'echo \"failed: the block of line {block.Line} of {page.Path}\" >&2' ERR\n")
                .Append("{\n").Append(server.Localise(block.Text)).Append(CultureInfo.InvariantCulture, $"}} > block-{block.Line}\n");
        }

        var path = Path.Combine(server.Folder, "page.sh");
        await File.WriteAllTextAsync(path, script.ToString());
        var (exitCode, output) = await server.RunAsync("bash", path);
        exitCode.ShouldBe(0, output);
        return blocks.ToDictionary(block => block, block => File.ReadAllText(Path.Combine(server.Folder, $"block-{block.Line}")));
    }
}
