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

    /// <summary>So long may a directory be away before a mail that was promised is not sent.</summary>
    [Fact]
    public async Task One_that_always_fails_is_tried_for_an_hour_ever_less_often_and_dropped_in_the_end()
    {
        work.Fails = _ => true;
        await AddAsync("bad");
        var tries = new List<TimeSpan>();

        for (var waited = TimeSpan.Zero; (await file.NumbersAsync("select count(*) as n from deferred_requests")).Single() == 1; waited += TimeSpan.FromSeconds(5))
        {
            if (await RunAsync())
            {
                tries.Add(waited);
            }

            clock.Advance(TimeSpan.FromSeconds(5));
        }

        tries[^1].ShouldBeInRange(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(75));
        var pauses = tries.Zip(tries.Skip(1), (one, next) => next - one).ToList();
        pauses.ShouldBe(pauses.Order());
        pauses[^1].ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task One_that_cannot_be_read_keeps_nobody_waiting()
    {
        await file.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            Sql.Script("insert into deferred_requests (kind, sealed_body, created_at, next_try_at) values ('test', 'no such thing', 0, 0)"), CancellationToken.None));
        await AddAsync("good");

        await DrainAsync();

        work.Done.ShouldBe(["good"]);
        (await file.NumbersAsync("select tries as n from deferred_requests")).ShouldBe([1]);
    }

    /// <summary>A time limit of the work's own is no end of the server.</summary>
    [Fact]
    public async Task One_that_takes_too_long_keeps_nobody_waiting()
    {
        work.Prepares = body => body == "bad" ? Task.FromCanceled(new CancellationToken(canceled: true)) : Task.CompletedTask;
        await AddAsync("bad");
        await AddAsync("good");

        await DrainAsync();

        work.Done.ShouldBe(["good"]);
    }

    [Fact]
    public async Task What_many_nodes_fail_at_together_counts_once()
    {
        using var all = new CountdownEvent(50);
        var go = new TaskCompletionSource();
        work.Prepares = async _ =>
        {
            if (all.Signal())
            {
                go.SetResult();
            }

            await go.Task;
            throw new InvalidOperationException("away");
        };
        await AddAsync("bad");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(RunAsync)));

        (await file.NumbersAsync("select tries as n from deferred_requests")).ShouldBe([1]);
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

        public Func<string, Task> Prepares { get; set; } = _ => Task.CompletedTask;

        public string? Writes { get; set; }

        public string Kind => Name;

        public Task PrepareAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => Prepares(Encoding.UTF8.GetString(body.Span));

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
