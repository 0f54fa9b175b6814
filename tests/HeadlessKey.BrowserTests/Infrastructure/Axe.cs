using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>Looks for what keeps people out who cannot see, or not point. It comes from npm, into the test only.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() => File.ReadAllText(Path.Combine(Repository.Root, "tests/HeadlessKey.BrowserTests/node_modules/axe-core/axe.min.js")));

    /// <summary>Fails when something serious or critical is wrong with what is shown.</summary>
    public static async Task ShouldFindNothingSeriousAsync(IPage page)
    {
        // Not a script tag: the page's policy would refuse it, as it should.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script.Value);
        }

        var faults = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target} ${failureSummary}`))
            """);
        faults.ShouldBeEmpty(page.Url);
    }
}
