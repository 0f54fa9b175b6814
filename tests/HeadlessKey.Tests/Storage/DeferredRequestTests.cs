using System.Text;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessKey.Tests.Storage;

public sealed class DeferredRequestTests : IAsyncLifetime
{
    private readonly SqliteFile file = new();
    private readonly ManualClock clock = new();
    private readonly RecordingWork work = new();
    private readonly DeferredRequestStore store;
    private readonly DeferredRequestWorker worker;

    public DeferredRequestTests()
    {
        store = new DeferredRequestStore(file.Database, new MasterKey(new byte[32]), clock);
        worker = new DeferredRequestWorker(store, file.Database, [work], NullLogger<DeferredRequestWorker>.Instance);
    }

    public async ValueTask InitializeAsync() =>
        await new SchemaMigrator(file.Dialect, clock).MigrateAsync(CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        worker.Dispose();
        return file.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_decided_once()
    {
        await AddAsync("one");

        (await RunAsync()).ShouldBeTrue();
        (await RunAsync()).ShouldBeFalse();

        work.Done.ShouldBe(["one"]);
    }

    [Fact]
    public async Task The_oldest_goes_first()
    {
        await AddAsync("one");
        clock.Advance(TimeSpan.FromSeconds(1));
        await AddAsync("two");

        await DrainAsync();

        work.Done.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Many_workers_decide_each_request_once()
    {
        var wanted = Enumerable.Range(1, 50).Select(number => $"{number}").ToArray();
        foreach (var body in wanted)
        {
            await AddAsync(body);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(DrainAsync)));

        work.Done.Order(StringComparer.Ordinal).ShouldBe(wanted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_fails_keeps_nobody_waiting_and_is_tried_again_later()
    {
        work.Fails = body => body == "bad";
        await AddAsync("bad");
        await AddAsync("good");

        await DrainAsync();
        work.Done.ShouldBe(["good"]);

        work.Fails = _ => false;
        clock.Advance(TimeSpan.FromSeconds(4.999));
        await DrainAsync();
        work.Done.ShouldBe(["good"]);

        clock.Advance(TimeSpan.FromSeconds(0.001));
        await DrainAsync();
        work.Done.ShouldBe(["good", "bad"]);
    }

    [Fact]
    public async Task What_a_failed_decision_wrote_is_taken_back()
    {
        work.Writes = "insert into setup_links (token_hash, expires_at) values ('x', 1)";
        work.Fails = _ => true;
        await AddAsync("bad");

        await DrainAsync();

        (await file.NumbersAsync("select count(*) as n from setup_links")).ShouldBe([0]);
    }

    [Fact]
    public async Task One_that_always_fails_is_dropped_in_the_end()
    {
        work.Fails = _ => true;
        await AddAsync("bad");

        for (var i = 0; i < 8; i++)
        {
            (await file.NumbersAsync("select count(*) as n from deferred_requests")).ShouldBe([1]);
            await DrainAsync();
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        (await file.NumbersAsync("select count(*) as n from deferred_requests")).ShouldBe([0]);
    }

    [Fact, Promise("S1")]
    public async Task The_database_does_not_show_what_is_asked()
    {
        await AddAsync("a canary");

        var rows = await file.Database.ListAsync($"select sealed_body from deferred_requests", row => row.Text("sealed_body"), CancellationToken.None);

        rows.ShouldHaveSingleItem().ShouldNotContain("canary");
    }

    private Task<bool> AddAsync(string body) => file.Database.WriteAsync(async transaction =>
    {
        await store.AddAsync(transaction, RecordingWork.Name, Encoding.UTF8.GetBytes(body));
        return true;
    });

    private Task<bool> RunAsync() => worker.RunOnceAsync(CancellationToken.None);

    private async Task DrainAsync()
    {
        while (await RunAsync())
        {
        }
    }

    private sealed class RecordingWork : IDeferredWork
    {
        public const string Name = "test";

        public List<string> Done { get; } = [];

        public Func<string, bool> Fails { get; set; } = _ => false;

        public string? Writes { get; set; }

        public string Kind => Name;

        public async Task RunAsync(Transaction transaction, ReadOnlyMemory<byte> body)
        {
            if (Writes is not null)
            {
                await transaction.ExecuteAsync(Sql.Script(Writes), CancellationToken.None);
            }

            var text = Encoding.UTF8.GetString(body.Span);
            if (Fails(text))
            {
                throw new InvalidOperationException(text);
            }

            lock (Done)
            {
                Done.Add(text);
            }
        }
    }
}
