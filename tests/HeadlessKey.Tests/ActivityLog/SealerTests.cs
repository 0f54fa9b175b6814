using HeadlessKey.ActivityLog;
using HeadlessKey.Events;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessKey.Tests.ActivityLog;

/// <summary>Nothing is sealed that another row may still come before.</summary>
public sealed class SealerTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly ManualClock clock = new();
    private readonly SealStore seals;
    private readonly ActivityStore rows;
    private readonly SealHash hashes = new(new MasterKey(new byte[MasterKey.Bytes]));
    private readonly Sealer sealer;

    public SealerTests()
    {
        var options = new HeadlessKeyOptions { ActivityLog = { AnchorEvery = TimeSpan.Zero } };
        rows = new ActivityStore(file.Database);
        seals = new SealStore(file.Database, file.Dialect, hashes);
        sealer = new Sealer(
            rows, seals, hashes, new AnchorFile(options, clock, NullLogger<AnchorFile>.Instance), new SecurityEventLog(clock, options, new NamelessActor(ActorKind.Server), NoHooks.Observers, []),
            file.Database, options, clock, NullLogger<Sealer>.Instance);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task A_row_is_sealed_once_every_transaction_of_its_time_is_over()
    {
        await new SchemaMigrator(file.Dialect, clock).MigrateAsync(CancellationToken.None);
        await AddAsync(1);
        await AddAsync(3);
        await sealer.RunOnceAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(60));
        await AddAsync(2); // was given its id before, and commits last
        await sealer.RunOnceAsync(CancellationToken.None);
        (await seals.GetStateAsync(CancellationToken.None)).SealedId.ShouldBe(0);

        clock.Advance(TimeSpan.FromTicks(1));
        await sealer.RunOnceAsync(CancellationToken.None);

        var seal = (await seals.ListAsync(0, 10, CancellationToken.None)).ShouldHaveSingleItem();
        (seal.FirstId, seal.LastId, seal.Rows).ShouldBe((1, 3, 3));
        (await new SealVerifier(rows, seals, hashes).RunAsync([], static _ => { }, CancellationToken.None)).Findings.ShouldBeEmpty();
    }

    private Task<int> AddAsync(long id) => file.ExecuteAsync($"insert into security_events (id, at, type, outcome) values ({id}, 0, 'login.failed', 'failure')");
}
