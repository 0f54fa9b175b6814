using HeadlessKey.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace HeadlessKey.Tests.Storage;

/// <summary>Requests share a commit; they must not share a fate.</summary>
public sealed class SqliteWriterTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task Work_that_fails_undoes_itself_and_not_its_neighbours()
    {
        await CreateTableAsync();
        var works = await InOneCommitAsync(
            () => InsertAsync(1),
            () => FailAsync(2),
            () => InsertAsync(3));

        await works[0];
        (await Should.ThrowAsync<InvalidOperationException>(() => works[1])).Message.ShouldBe("on purpose");
        await works[2];
        (await StoredAsync()).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_broken_statement_undoes_the_work_it_stands_in()
    {
        await CreateTableAsync();
        await InsertAsync(1);

        await Should.ThrowAsync<SqliteException>(() => file.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync($"insert into t (n) values ({2L})", CancellationToken.None);
            return await transaction.ExecuteAsync($"insert into t (n) values ({1L})", CancellationToken.None); // taken
        }));

        (await StoredAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Undone_work_returns_its_result_and_changes_nothing()
    {
        await CreateTableAsync();

        var result = await file.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync($"insert into t (n) values ({1L})", CancellationToken.None);
            transaction.Undo();
            return "answer";
        });

        result.ShouldBe("answer");
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Undone_work_wakes_nobody()
    {
        await CreateTableAsync();
        var woken = 0;
        using var stop = new CancellationTokenSource();
        var listening = file.Dialect.ListenAsync(() => Interlocked.Increment(ref woken), stop.Token);

        await file.Database.WriteAsync(transaction =>
        {
            transaction.WakeOthers();
            transaction.Undo();
            return Task.FromResult(true);
        });
        woken.ShouldBe(0);

        await file.Database.WriteAsync(transaction =>
        {
            transaction.WakeOthers();
            return Task.FromResult(true);
        });
        woken.ShouldBe(1);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => listening);
    }

    [Fact]
    public async Task A_commit_that_fails_fails_all_that_shared_it()
    {
        await file.ExecuteAsync("create table p (id integer primary key); create table c (id integer references p (id) deferrable initially deferred)");
        await CreateTableAsync();
        var works = await InOneCommitAsync(
            () => InsertAsync(1),
            () => file.Database.WriteAsync(transaction => transaction.ExecuteAsync($"insert into c (id) values ({7L})", CancellationToken.None)),
            () => InsertAsync(2));

        foreach (var work in works)
        {
            await Should.ThrowAsync<SqliteException>(() => work);
        }

        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_failed_commit_the_writer_goes_on()
    {
        await file.ExecuteAsync("create table p (id integer primary key); create table c (id integer references p (id) deferrable initially deferred)");
        await CreateTableAsync();
        await Should.ThrowAsync<SqliteException>(() => file.ExecuteAsync("insert into c (id) values (7)"));

        await InsertAsync(1);

        (await StoredAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Fifty_writers_at_once_lose_nothing()
    {
        await CreateTableAsync();

        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Task.Run(() => InsertAsync(n))));

        (await StoredAsync()).ShouldBe(Enumerable.Range(1, 50).Select(n => (long)n));
    }

    [Fact]
    public async Task Of_fifty_that_take_the_same_number_one_gets_it()
    {
        await file.ExecuteAsync("create table counter (n integer); insert into counter values (0)");

        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => file.Database.WriteAsync(
            transaction => transaction.ExecuteAsync($"update counter set n = n + 1 where n = {0L}", CancellationToken.None)))));

        taken.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_answered_before_another_connection_can_read_it()
    {
        await CreateTableAsync();
        for (var n = 1; n <= 20; n++)
        {
            await InsertAsync(n);
            (await StoredAsync()).Length.ShouldBe(n);
        }
    }

    [Fact]
    public async Task Every_commit_is_forced_to_the_disk()
    {
        var modes = await file.Database.WriteAsync(async transaction => (
            Synchronous: await transaction.ListAsync($"pragma synchronous", row => row.Integer("synchronous"), CancellationToken.None),
            Journal: await transaction.ListAsync($"pragma journal_mode", row => row.Text("journal_mode"), CancellationToken.None),
            ForeignKeys: await transaction.ListAsync($"pragma foreign_keys", row => row.Integer("foreign_keys"), CancellationToken.None)));

        modes.Synchronous.ShouldBe([2]); // FULL
        modes.Journal.ShouldBe(["wal"]);
        modes.ForeignKeys.ShouldBe([1]);
    }

    private Task CreateTableAsync() => file.ExecuteAsync("create table t (n integer primary key)");

    private Task<int> InsertAsync(long n) =>
        file.Database.WriteAsync(transaction => transaction.ExecuteAsync($"insert into t (n) values ({n})", CancellationToken.None));

    private Task<int> FailAsync(long n) =>
        file.Database.WriteAsync<int>(async transaction =>
        {
            await transaction.ExecuteAsync($"insert into t (n) values ({n})", CancellationToken.None);
            throw new InvalidOperationException("on purpose");
        });

    /// <summary>Holds the writer until all the works are queued, so that one commit carries them.</summary>
    private async Task<Task<int>[]> InOneCommitAsync(params Func<Task<int>>[] works)
    {
        using var begun = new ManualResetEventSlim();
        using var queued = new ManualResetEventSlim();
        var first = file.Database.WriteAsync(transaction =>
        {
            begun.Set();
            queued.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
            return Task.FromResult(0);
        });
        begun.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        var started = works.Select(work => work()).ToArray();
        queued.Set();
        await Task.WhenAll(started).ContinueWith(_ => { }, TaskScheduler.Default);
        await first.ContinueWith(_ => { }, TaskScheduler.Default); // it shares the fate of the commit too
        return started;
    }

    private Task<long[]> StoredAsync() => file.NumbersAsync("select n from t order by n");
}
