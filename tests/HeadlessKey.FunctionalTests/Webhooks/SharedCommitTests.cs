using System.Globalization;
using HeadlessKey.Events;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>Requests may share a commit. What each of them has to tell is queued once, and nothing is of one that did not happen.</summary>
public sealed class SharedCommitTests
{
    private const int AtOnce = 50;

    [Theory, EveryEngine]
    [Promise("R4")]
    public async Task Fifty_at_once_are_each_told_once_and_what_was_taken_back_is_not(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        await server.AddWebhookAsync(receiver, "user.*");
        await server.AddWebhookAsync(receiver, "user.disabled", "webhook.*");
        var told = new List<IReadOnlyList<string>>();
        for (var i = 0; i < AtOnce; i++)
        {
            told.Add(await WriteAsync(server, 0)); // told already, each by a commit of its own: not again
        }

        told.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => WriteAsync(server, i))));

        var entries = (await server.WebhookEntriesAsync()).FindAll(entry => entry.Kind == "user.disabled");
        foreach (var webhook in entries.GroupBy(entry => entry.Target))
        {
            webhook.Select(entry => entry.MessageId).ShouldBe(told.SelectMany(ids => ids), ignoreOrder: true);
        }

        entries.Count.ShouldBe(2 * 2 * (AtOnce + (AtOnce / 3) + 1));
        (await server.QueryAsync("select event_id from security_events where type = 'user.disabled'", "event_id")).ShouldBe(told.SelectMany(ids => ids), ignoreOrder: true);
    }

    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task What_is_sent_is_what_the_record_says(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        await server.AddWebhookAsync(receiver, "login.*");
        await server.Client.LoginAsync(password: "wrong");
        await server.WebhooksIdleAsync();

        var entry = (await server.WebhookEntriesAsync()).ShouldHaveSingleItem();
        var row = long.Parse((await server.QueryAsync("select id from security_events where type = 'login.failed'", "id"))[0], CultureInfo.InvariantCulture);
        var recorded = await server.Services.GetRequiredService<RecordedEventStore>().FindAsync(row, CancellationToken.None);

        receiver.Requests[0].Body.ShouldBe(recorded!.Body);
        (await server.WebhookDeliveries().FindAsync(entry.Id, CancellationToken.None))!.Body.ShouldBe(recorded.Body);
    }

    [Fact]
    [Promise("R5")]
    public async Task What_the_record_has_let_go_is_told_to_nobody_any_more()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, Receiver.Reachable);
        await server.AddWebhookAsync(receiver, "login.*");
        await server.Client.LoginAsync(password: "wrong");
        await server.WebhooksIdleAsync();
        var entry = (await server.WebhookEntriesAsync()).ShouldHaveSingleItem();

        await server.ExecuteAsync("delete from security_events where type = 'login.failed'");
        (await server.WebhookDeliveries().ReplayAsync(entry.Id)).ShouldBeTrue();
        await server.WebhooksIdleAsync();

        receiver.Requests.Count.ShouldBe(1);
        entry = (await server.WebhookDeliveries().FindAsync(entry.Id, CancellationToken.None))!;
        (entry.State, entry.LastError, entry.Body).ShouldBe(("failed", "its event is older than events are kept", null));
    }

    /// <summary>Two events in one transaction; of three such, one fails behind them and one takes them back.</summary>
    private static async Task<IReadOnlyList<string>> WriteAsync(TestServer server, int number)
    {
        var events = server.Services.GetRequiredService<SecurityEventLog>();
        try
        {
            return await server.Services.GetRequiredService<Database>().WriteAsync<IReadOnlyList<string>>(async transaction =>
            {
                var first = await events.AppendAsync(transaction, SecurityEvent.UserDisabled(number), CancellationToken.None);
                var second = await events.AppendAsync(transaction, SecurityEvent.UserDisabled(number), CancellationToken.None);
                switch (number % 3)
                {
                    case 1:
                        await transaction.ExecuteAsync($"delete from security_events where id < 0", CancellationToken.None); // both are there
                        throw new InvalidOperationException("on purpose");
                    case 2:
                        await transaction.ExecuteAsync($"delete from security_events where id < 0", CancellationToken.None);
                        transaction.Undo();
                        return [];
                    default:
                        return [first.Id, second.Id];
                }
            });
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }
}
