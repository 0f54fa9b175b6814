using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;
using HeadlessKey.Tokens;

namespace HeadlessKey.Tests.Tokens;

public sealed class RevocationListTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = ManualClock.Start;

    private readonly SqliteFile file = new();
    private readonly ManualClock clock = new();
    private readonly RevocationStore store;
    private readonly RevocationList list;

    public RevocationListTests()
    {
        store = new RevocationStore(file.Database);
        list = new RevocationList(store, clock);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public void An_empty_list_revokes_nothing() => list.IsRevoked(AccessTokens.Make("a", 0)).ShouldBeFalse();

    [Fact]
    public void Ending_one_session_leaves_the_others_alone()
    {
        list.Add(Ended("a"));

        list.IsRevoked(AccessTokens.Make("a", 0)).ShouldBeTrue();
        list.IsRevoked(AccessTokens.Make("b", 0)).ShouldBeFalse();
    }

    [Fact]
    public void A_superseded_token_is_revoked_as_the_grace_window_closes()
    {
        list.Add(new RevocationEntry("a", 1, Now.AddSeconds(30), Now.AddHours(1)));

        clock.Advance(TimeSpan.FromSeconds(29));
        list.IsRevoked(AccessTokens.Make("a", 0)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        list.IsRevoked(AccessTokens.Make("a", 0)).ShouldBeTrue();
    }

    [Fact]
    public void A_late_word_of_a_rotation_does_not_bring_an_ended_session_back()
    {
        list.Add(Ended("a"));
        list.Add(new RevocationEntry("a", 1, Now.AddSeconds(30), Now.AddHours(2)));

        list.IsRevoked(AccessTokens.Make("a", 1)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_another_node_wrote_is_read()
    {
        await StoreAsync(Ended("a"));

        await list.CatchUpAsync(CancellationToken.None);
        list.IsRevoked(AccessTokens.Make("a", 0)).ShouldBeTrue();

        await StoreAsync(Ended("b"));
        await list.CatchUpAsync(CancellationToken.None);
        list.IsRevoked(AccessTokens.Make("b", 0)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_restart_finds_what_still_matters()
    {
        await StoreAsync(Ended("a"), Ended("b", expires: Now));

        await list.CatchUpAsync(CancellationToken.None);

        list.Count.ShouldBe(1);
        list.IsRevoked(AccessTokens.Make("a", 0)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_entry_goes_when_its_last_token_has_expired()
    {
        await StoreAsync(Ended("a", expires: Now.AddSeconds(60)));
        await list.CatchUpAsync(CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(59));
        await list.CatchUpAsync(CancellationToken.None);
        list.Count.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(1));
        await list.CatchUpAsync(CancellationToken.None);
        list.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Rows_past_their_time_are_removed_and_others_stay()
    {
        await StoreAsync(Ended("a", expires: Now.AddMilliseconds(-1)), Ended("b", expires: Now));

        (await store.DeleteExpiredAsync(Now.AddMinutes(10), CancellationToken.None)).ShouldBe(1);

        (await store.ListAsync(0, Now.AddDays(-1), CancellationToken.None)).Select(row => row.Entry.SessionId).ShouldBe(["b"]);
    }

    private async Task StoreAsync(params RevocationEntry[] entries)
    {
        await new SchemaMigrator(file.Dialect, clock).MigrateAsync(CancellationToken.None);
        foreach (var entry in entries)
        {
            await file.Database.WriteAsync(async transaction =>
            {
                await store.AddAsync(transaction, entry, CancellationToken.None);
                return true;
            });
        }
    }

    private static RevocationEntry Ended(string session, DateTimeOffset? expires = null) => new(session, Generation: null, Now, expires ?? Now.AddHours(1));
}
