using HeadlessKey.Events;
using HeadlessKey.Settings;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Settings;

/// <summary>Many change settings at once, on two nodes.</summary>
public sealed class SettingRaceTests
{
    private const int AtOnce = 50;

    [Theory, EveryEngine]
    public async Task Of_fifty_who_undo_one_change_one_does(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var change = await ChangeAsync(server, ("Sessions:Limit", "5"));

        var results = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i =>
            Changer(i % 2 == 0 ? server : other).UndoAsync(change.Id, by: null)));

        results.Count(result => result is SettingChangeResult.Changed { Change: not null }).ShouldBe(1);
        results.Count(result => result is SettingChangeResult.ChangedSince).ShouldBe(AtOnce - 1);
        (await server.QueryAsync("select * from settings", "key")).ShouldBeEmpty();
        (await server.QueryAsync("select * from setting_changes", "id")).Count.ShouldBe(2);
    }

    [Theory, EveryEngine, Promise("R1")]
    public async Task Fifty_changes_of_one_setting_are_a_chain_without_a_gap(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();

        await Task.WhenAll(Enumerable.Range(1, AtOnce).Select(i => ChangeAsync(i % 2 == 0 ? server : other, ("Sessions:Limit", $"{i}"))));

        var history = await server.Services.GetRequiredService<SettingStore>().ListChangesAsync(before: null, 200, CancellationToken.None);
        history.Count.ShouldBe(AtOnce);
        string? before = null;
        foreach (var value in history.AsEnumerable().Reverse().Select(change => change.Values.Single()))
        {
            value.Old.ShouldBe(before); // what the one before has left
            before = value.New;
        }

        (await server.QueryAsync("select * from settings", "value")).ShouldBe([before!]);
        (await server.CountEventsAsync("settings.changed")).ShouldBe(AtOnce);
        await Eventually.TrueAsync(
            () => Task.FromResult(
                server.Services.GetRequiredService<HeadlessKeyOptions>().Sessions.Limit == int.Parse(before!, System.Globalization.CultureInfo.InvariantCulture)
                && other.Services.GetRequiredService<HeadlessKeyOptions>().Sessions.Limit == int.Parse(before!, System.Globalization.CultureInfo.InvariantCulture)),
            TimeSpan.FromSeconds(5));
    }

    [Theory, EveryEngine]
    public async Task A_node_never_goes_back_to_an_older_state(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var options = server.Services.GetRequiredService<HeadlessKeyOptions>();
        using var stop = new CancellationTokenSource();
        var (highest, wentBack) = (0, false);
        var watching = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var limit = options.Sessions.Limit;
                wentBack |= limit < highest;
                highest = Math.Max(highest, limit);
            }
        });

        for (var i = 1; i <= 30; i++)
        {
            await ChangeAsync(server, ("Sessions:Limit", $"{i}"));
            options.Sessions.Limit.ShouldBe(i); // in force before the change answers
        }

        await stop.CancelAsync();
        await watching;
        wentBack.ShouldBeFalse();
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_change_that_fails_on_its_way_leaves_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var somebody = new Unrecordable(await server.UserIdAsync());

        await Should.ThrowAsync<InvalidOperationException>(() => Changer(server).ChangeAsync(
            new Dictionary<string, string?> { ["Sessions:Limit"] = "5", ["SiteName"] = "x" }, somebody));

        (await server.QueryAsync("select * from settings", "key")).ShouldBeEmpty();
        (await server.QueryAsync("select * from setting_changes", "id")).ShouldBeEmpty();
        server.Services.GetRequiredService<HeadlessKeyOptions>().Sessions.Limit.ShouldBe(0);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task While_the_database_is_away_what_was_in_force_stays(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await ChangeAsync(server, ("Registration:Mode", "closed"));
        await using var other = await server.StartAnotherNodeAsync();
        await Attacks.Intruder.ExecuteAsync(server, "alter table settings rename to settings_away");
        await Attacks.Intruder.ExecuteAsync(server, "insert into setting_changes (at) values (1)"); // so that everybody looks

        await Task.Delay(TimeSpan.FromSeconds(1.2)); // two looks at a table that is not there
        (await other.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");
        await Attacks.Intruder.ExecuteAsync(server, "alter table settings_away rename to settings");
        (await other.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");
    }

    private static SettingChanger Changer(TestServer server) => server.Services.GetRequiredService<SettingChanger>();

    private static async Task<SettingChange> ChangeAsync(TestServer server, params (string Key, string? Text)[] changes) =>
        (await Changer(server).ChangeAsync(changes.ToDictionary(change => change.Key, change => change.Text), by: null))
        .ShouldBeOfType<SettingChangeResult.Changed>().Change.ShouldNotBeNull();

    /// <summary>Whose change is written, and then cannot be written down.</summary>
    private sealed class Unrecordable(long userId) : IAuthor
    {
        public long UserId => userId;

        public Http.ClientInfo Client => throw new InvalidOperationException("no record");

        public Task HoldAsync(Transaction transaction) => Task.CompletedTask;
    }
}
