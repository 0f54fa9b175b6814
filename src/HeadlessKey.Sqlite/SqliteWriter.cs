using System.Collections.Concurrent;
using HeadlessKey.Storage;
using Microsoft.Data.Sqlite;

namespace HeadlessKey.Sqlite;

/// <summary>
/// The one writer. Requests that arrive while a commit is on its way to the disk share the next one, each in its own
/// savepoint: one that fails undoes only itself, and none is answered before the commit that carries it is durable.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostPerCommit = 128;

    private readonly BlockingCollection<Work> queue = new(new ConcurrentQueue<Work>());
    private readonly Statements statements;
    private readonly Action onWake;
    private readonly Thread thread;

    public SqliteWriter(SqliteConnection connection, Action onWake)
    {
        statements = new Statements(connection, keepPrepared: true);
        this.onWake = onWake;
        thread = new Thread(Run) { IsBackground = true, Name = "sqlite writer" };
        thread.Start();
    }

    public Task<T> RunAsync<T>(Func<Transaction, Task<T>> work)
    {
        var pending = new Work<T>(work);
        queue.Add(pending);
        return pending.Done;
    }

    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        await Task.Run(thread.Join);
        await statements.DisposeAsync();
        queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<Work>(MostPerCommit);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            try
            {
                Commit(batch);
            }
            catch (Exception exception)
            {
                // The commit itself failed, so nothing in it happened, whatever each savepoint thought.
                TryExecute("rollback");
                foreach (var work in batch)
                {
                    work.Fail(exception);
                }
            }

            batch.Clear();
        }
    }

    private void Commit(List<Work> batch)
    {
        Execute("begin immediate");
        RunInSavepoint(batch[0]);
        while (batch.Count < MostPerCommit && queue.TryTake(out var next))
        {
            batch.Add(next);
            RunInSavepoint(next);
        }

        foreach (var statement in batch.SelectMany(work => work.BeforeCommit).CountBy(statement => statement))
        {
            Execute(statement.Key(statement.Value));
        }

        Execute("commit");
        if (batch.Exists(work => work.WakesOthers))
        {
            onWake();
        }

        foreach (var work in batch)
        {
            work.Complete();
        }
    }

    private void RunInSavepoint(Work work)
    {
        Execute("savepoint work");
        var keep = false;
        try
        {
            keep = work.Run(statements);
        }
        catch (Exception exception)
        {
            work.Reject(exception);
        }

        if (!keep)
        {
            Execute("rollback to work");
        }

        Execute("release work");
    }

    // SQLite works on the calling thread, so these are finished when they return.
    private void Execute(Sql sql) => statements.ExecuteAsync(sql, CancellationToken.None).GetAwaiter().GetResult();

    private void Execute(string script) => Execute(Sql.Script(script));

    private void TryExecute(string script)
    {
        try
        {
            Execute(script);
        }
        catch (SqliteException)
        {
            // The engine has already rolled back by itself.
        }
    }

    private abstract class Work
    {
        public bool WakesOthers { get; protected set; }

        /// <summary>Nothing, where what it did was taken back.</summary>
        public IReadOnlyList<Func<int, Sql>> BeforeCommit { get; protected set; } = [];

        /// <summary>False: what it did is to be taken back.</summary>
        public abstract bool Run(Statements statements);

        public abstract void Reject(Exception exception);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<Transaction, Task<T>> body) : Work
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Transaction? transaction;
        private Exception? rejection;

        public Task<T> Done => done.Task;

        public override bool Run(Statements statements)
        {
            transaction = new Transaction(statements, sharesCommit: true);
            result = body(transaction).GetAwaiter().GetResult();
            if (transaction.IsUndone)
            {
                return false;
            }

            transaction.SendAppendedAsync(CancellationToken.None).GetAwaiter().GetResult();
            WakesOthers = transaction.WakesOthers;
            BeforeCommit = transaction.BeforeCommit;
            return true;
        }

        public override void Reject(Exception exception) => rejection = exception;

        public override void Complete()
        {
            if (rejection is null)
            {
                if (transaction is { IsUndone: false })
                {
                    transaction.NoteCommitted();
                }

                done.TrySetResult(result!);
            }
            else
            {
                done.TrySetException(rejection);
            }
        }

        public override void Fail(Exception exception) => done.TrySetException(rejection ?? exception);
    }
}
