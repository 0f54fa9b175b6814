using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>A revocation on one node is one on every other.</summary>
[Promise("S6")]
public sealed class RevocationReachTests(ITestOutputHelper output)
{
    [Theory, EveryEngine]
    public async Task The_node_that_took_it_refuses_at_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine]
    public async Task The_other_nodes_refuse_within_a_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();

        // On SQLite another process waits for the poll, whose second begins anew after each look.
        var within = engine == EveryEngineAttribute.PostgreSql ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(2);
        for (var round = 1; round <= 3; round++)
        {
            var login = await server.Client.LoginAsync();
            (await other.Client.ValidateAsync(login.AccessToken)).Expect(200); // it is remembered there as good

            (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

            await ExpectRefusedAsync(other, login, within, "told");
        }
    }

    [Theory, EveryEngine]
    public async Task With_the_channel_cut_the_other_nodes_refuse_within_five_seconds(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var login = await server.Client.LoginAsync();
        (await other.Client.ValidateAsync(login.AccessToken)).Expect(200);
        if (engine == EveryEngineAttribute.PostgreSql)
        {
            await server.CutListenersAsync(); // SQLite has no channel between processes to cut
        }

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

        await ExpectRefusedAsync(other, login, TimeSpan.FromSeconds(5), "cut");
    }

    [Theory, EveryEngine]
    public async Task A_node_that_starts_later_knows_what_was_revoked_before(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        await server.Client.RevokeAsync(login.AccessToken);

        await using var later = await server.StartAnotherNodeAsync();

        (await later.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine]
    public async Task A_database_that_is_away_revives_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        await server.Client.RevokeAsync(login.AccessToken);
        await server.DropDatabaseAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(server.Log.Lines.Any(line => line.StartsWith("Warning 1001"))), TimeSpan.FromSeconds(10), "the node to notice");

        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    private async Task ExpectRefusedAsync(TestServer node, Answer login, TimeSpan within, string channel)
    {
        var took = await Eventually.TrueAsync(
            async () => (await node.Client.ValidateAsync(login.AccessToken)).Code == "headlesskey_revoked_token", within, $"refused, {channel}");
        output.WriteLine($"{channel}: {took.TotalMilliseconds:0} ms");
    }
}
