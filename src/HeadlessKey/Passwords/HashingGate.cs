using System.Threading.Channels;

namespace HeadlessKey.Passwords;

/// <summary>
/// Lets as many password hashes run at once as there are processors, and a bounded number wait. Past that the answer is "busy"
/// at once: better some sign-ins refused than everything slow.
/// </summary>
internal sealed class HashingGate : IAsyncDisposable
{
    private readonly Channel<Action> queue;
    private readonly Lazy<Thread[]> threads;
    private int running;

    public HashingGate(int queueLength)
    {
        queue = Channel.CreateBounded<Action>(queueLength);
        threads = new Lazy<Thread[]>(() => [.. Enumerable.Range(1, Environment.ProcessorCount).Select(Start)]);
    }

    /// <summary>How many hashes are being made.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>How many hashes are waiting.</summary>
    public int Waiting => queue.Reader.Count;

    /// <summary>
    /// Runs the work on one of the hashing threads. Null: the queue is full. A caller that has gone away costs nothing:
    /// what it waited for is left out.
    /// </summary>
    public async Task<T?> TryRunAsync<T>(Func<T> work, CancellationToken cancellationToken)
        where T : struct
    {
        _ = threads.Value;
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return queue.Writer.TryWrite(() => Run(work, done, cancellationToken)) ? await done.Task : null;
    }

    public ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            done.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            done.TrySetResult(work());
        }
        catch (Exception exception)
        {
            done.TrySetException(exception);
        }
    }

    private Thread Start(int number)
    {
        // Below everything else: a flood of sign-ins must not slow down those who are signed in already.
        var thread = new Thread(Work) { IsBackground = true, Name = $"hashing {number}", Priority = ThreadPriority.BelowNormal };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        BackgroundThread.Enter();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (queue.Reader.TryRead(out var hash))
            {
                Interlocked.Increment(ref running);
                hash();
                Interlocked.Decrement(ref running);
            }
        }
    }
}
