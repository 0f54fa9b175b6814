using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A request that cannot be decided, behind an answer that has said that it will be, does not take others along.</summary>
public sealed class DeferredRequestTests
{
    [Theory, EveryEngine]
    public async Task One_that_cannot_be_read_keeps_nobody_from_a_way_back_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.Services.GetRequiredService<Database>().WriteAsync(transaction => transaction.ExecuteAsync(
            Sql.Script("insert into deferred_requests (kind, sealed_body, created_at, next_try_at) values ('recovery', 'no such thing', 0, 0)"), CancellationToken.None));

        var link = await server.AskForLinkAsync();

        (await server.Client.ResetByLinkAsync(link.Token)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Fifty_nodes_that_fail_at_one_together_count_one_try_of_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (database, store) = (server.Services.GetRequiredService<Database>(), server.Services.GetRequiredService<DeferredRequestStore>());
        await database.WriteAsync(transaction => transaction.ExecuteAsync(
            Sql.Script("insert into deferred_requests (kind, sealed_body, created_at, next_try_at) values ('of nobody', 'x', 0, 9000000000000)"), CancellationToken.None));
        var request = new DeferredRequest(long.Parse((await server.QueryAsync("select id from deferred_requests", "id"))[0]), "of nobody", "x", 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.PutOffAsync(request))));

        answers.ShouldAllBe(answer => answer);
        (await server.QueryAsync("select tries from deferred_requests", "tries")).ShouldBe(["1"]);
    }

    [Theory, EveryEngine]
    public async Task Of_fifty_nodes_that_fail_the_last_time_one_says_that_it_is_given_up(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (database, store) = (server.Services.GetRequiredService<Database>(), server.Services.GetRequiredService<DeferredRequestStore>());
        await database.WriteAsync(transaction => transaction.ExecuteAsync(
            Sql.Script("insert into deferred_requests (kind, sealed_body, created_at, next_try_at, tries) values ('of nobody', 'x', 0, 9000000000000, 11)"), CancellationToken.None));
        var request = new DeferredRequest(long.Parse((await server.QueryAsync("select id from deferred_requests", "id"))[0]), "of nobody", "x", 11);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.PutOffAsync(request))));

        answers.Count(answer => !answer).ShouldBe(1);
        (await server.QueryAsync("select id from deferred_requests", "id")).ShouldBeEmpty();
    }
}
