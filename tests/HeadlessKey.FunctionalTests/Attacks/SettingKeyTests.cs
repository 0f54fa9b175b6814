using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Settings that are written in many ways, or cannot be read, never keep a revocation from arriving.</summary>
public sealed class SettingKeyTests
{
    [Theory, EveryEngine]
    public async Task A_key_in_other_letters_is_the_same_key(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        foreach (var (key, other, one, two) in ((string, string, object, object)[])
        [
            ("Access:Rules:Register", "access:rules:register", "administrator", "editor"), ("Sessions:RoleLimits:Editor", "Sessions:RoleLimits:editor", 2, 3),
            ("SiteName", "sitename", "a", "b"),
        ])
        {
            (await admin.ChangeAsync(key, one)).Expect(200);
            (await admin.ChangeAsync(other, two)).Expect(200);
            (await server.QueryAsync($"select * from settings where lower(key) = '{key.ToLowerInvariant()}'", "value")).ShouldBe([$"{two}"]);
            (await admin.ChangeAsync(key.ToUpperInvariant(), null)).Expect(200);
        }

        (await server.QueryAsync("select * from settings", "key")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task Rows_of_one_key_in_two_ways_stop_nothing_and_become_one_with_the_next_change(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.ExecuteAsync("insert into settings (key, value) values ('Access:Rules:Register', 'off'), ('Access:Rules:register', 'administrator')");
        await server.ExecuteAsync("insert into setting_changes (at) values (1)"); // so that everybody looks
        await using var other = await server.StartAnotherNodeAsync();

        await ShouldHearOfRevocationsAsync(server, other);

        var admin = await AdminClient.SignInAsync(server);
        (await admin.GetAsync("/settings")).Expect(200);
        (await admin.ChangeAsync("Access:Rules:register", "editor")).Expect(200);
        (await server.QueryAsync("select * from settings", "key", "value")).ShouldBe(["Access:Rules:register|editor"]);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task Settings_that_cannot_be_read_keep_no_revocation_away_and_stop_no_start(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.ExecuteAsync("alter table settings rename to gone");
        await server.ExecuteAsync("insert into setting_changes (at) values (1)");

        await using var other = await server.StartAnotherNodeAsync();

        await ShouldHearOfRevocationsAsync(server, other);
        await ShouldHearOfRevocationsAsync(other, server);
        other.Services.GetRequiredService<ReplicaUpdater>().Staleness.ShouldBeGreaterThan(TimeSpan.FromSeconds(10)); // and it does not call itself ready
        await server.ExecuteAsync("alter table gone rename to settings");
        await EventuallyFreshAsync(other);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task What_says_who_is_refused_stops_the_start_when_it_cannot_be_read(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var table in (string[])["revocations", "bans", "signing_keys"])
        {
            await server.ExecuteAsync($"alter table {table} rename to gone");
            await Should.ThrowAsync<System.Data.Common.DbException>(async () => await server.StartAnotherNodeAsync(), table);
            await server.ExecuteAsync($"alter table gone rename to {table}");
        }

        await using var whole = await server.StartAnotherNodeAsync();
    }

    private static async Task ShouldHearOfRevocationsAsync(TestServer from, TestServer to)
    {
        var login = (await from.Client.LoginAsync()).Expect(200);
        await to.ShouldBeAcceptedAsync(login.AccessToken);
        (await from.Client.RevokeAsync(login.AccessToken)).Expect(200);
        await Eventually.TrueAsync(async () => (await to.Client.ValidateAsync(login.AccessToken)).Status == 401, TimeSpan.FromSeconds(10));
    }

    private static async Task EventuallyFreshAsync(TestServer server)
    {
        var updater = server.Services.GetRequiredService<ReplicaUpdater>();
        var before = updater.Staleness;
        await Eventually.TrueAsync(() => Task.FromResult(updater.Staleness < before), TimeSpan.FromSeconds(10));
    }
}
