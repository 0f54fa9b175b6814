using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Docs;

public sealed class StandardOutputTests
{
    [Fact]
    public async Task A_verb_that_makes_the_database_prints_nothing_but_its_json()
    {
        await using var server = await NewcomersServer.StartAsync(EveryEngineAttribute.Sqlite);

        var (exitCode, output) = await server.RunAsync(Path.Combine(server.Folder, "headlesskey"), "user", "list", "--json", "--data", "another");

        exitCode.ShouldBe(0, output);
        Should.NotThrow(() => JsonDocument.Parse(output).Dispose(), output);
    }
}
