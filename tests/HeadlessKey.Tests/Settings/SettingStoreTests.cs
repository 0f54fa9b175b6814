using HeadlessKey.Settings;
using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Settings;

public sealed class SettingStoreTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly ManualClock clock = new();
    private readonly SettingStore store;

    public SettingStoreTests() => store = new SettingStore(file.Database, clock);

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task The_version_moves_with_every_change()
    {
        await PrepareAsync();
        (await store.GetVersionAsync(CancellationToken.None)).ShouldBe(0);

        await AddAsync(null, ("SiteName", null, "a"));
        (await store.GetVersionAsync(CancellationToken.None)).ShouldBe(1);
        await AddAsync(null, ("SiteName", "a", null));
        (await store.GetVersionAsync(CancellationToken.None)).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_stored_is_what_the_changes_have_left()
    {
        await PrepareAsync();
        await AddAsync(null, ("SiteName", null, "a"), ("Sessions:Limit", null, "1"));
        await AddAsync(null, ("SiteName", "a", "b"));
        await AddAsync(null, ("Sessions:Limit", "1", null));

        (await store.ListAsync(CancellationToken.None)).ShouldBe(new Dictionary<string, string> { ["SiteName"] = "b" });
    }

    [Fact]
    public async Task The_history_is_newest_first_page_by_page_with_all_values()
    {
        await PrepareAsync();
        for (var i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await AddAsync(i % 2 == 0 ? 7 : null, ("SiteName", i == 0 ? null : $"{i - 1}", $"{i}"), ($"Access:Rules:r{i}", null, "off"));
        }

        var first = await store.ListChangesAsync(before: null, 2, CancellationToken.None);
        var second = await store.ListChangesAsync(first[^1].Id, 2, CancellationToken.None);
        var third = await store.ListChangesAsync(second[^1].Id, 2, CancellationToken.None);

        first.Concat(second).Concat(third).Select(change => change.Id).ShouldBe([5L, 4L, 3L, 2L, 1L]);
        first[0].Values.ShouldBe([new SettingChangeValue("Access:Rules:r4", null, "off"), new SettingChangeValue("SiteName", "3", "4")]);
        first[0].At.ShouldBe(ManualClock.Start + TimeSpan.FromMinutes(5));
        (first[0].ActorId, first[1].ActorId).ShouldBe((7L, null));
        first[0].ActorLogin.ShouldBeNull(); // there is nobody of that id
        (await store.ListChangesAsync(third[^1].Id, 2, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_present_value_was_set_is_known_of_what_is_still_stored()
    {
        await PrepareAsync();
        await AddAsync(null, ("SiteName", null, "a"), ("Sessions:Limit", null, "1"));
        clock.Advance(TimeSpan.FromHours(1));
        await AddAsync(null, ("SiteName", "a", "b"), ("Sessions:Limit", "1", null));

        (await store.ListChangedAtAsync(CancellationToken.None))
            .ShouldBe(new Dictionary<string, DateTimeOffset> { ["SiteName"] = ManualClock.Start + TimeSpan.FromHours(1) });
    }

    [Fact]
    public async Task The_values_of_one_change_are_read_for_its_undoing()
    {
        await PrepareAsync();
        await AddAsync(null, ("SiteName", null, "a"), ("Sessions:Limit", null, "1"));
        await AddAsync(null, ("SiteName", "a", "b"));

        (await file.Database.WriteAsync(transaction => store.ListValuesAsync(transaction, 1))).Select(value => value.Key).ShouldBe(["Sessions:Limit", "SiteName"]);
        (await file.Database.WriteAsync(transaction => store.ListValuesAsync(transaction, 9))).ShouldBeEmpty();
    }

    private Task AddAsync(long? actorId, params (string Key, string? Old, string? New)[] values) =>
        file.Database.WriteAsync(transaction => store.AddAsync(
            transaction, actorId, undoes: null, [.. values.Select(value => new SettingChangeValue(value.Key, value.Old, value.New))]));

    private Task PrepareAsync() => new SchemaMigrator(file.Dialect, clock).MigrateAsync(CancellationToken.None);
}
