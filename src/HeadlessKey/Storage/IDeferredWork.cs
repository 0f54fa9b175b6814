namespace HeadlessKey.Storage;

/// <summary>One kind of request that is decided behind its answer.</summary>
internal interface IDeferredWork
{
    /// <summary>The name its rows carry.</summary>
    string Kind { get; }

    /// <summary>Asks outside of the transaction what must be known inside of it, and may be slow to learn.</summary>
    Task PrepareAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Decides. The transaction also removes the request, so that it is decided once; it may be run again after a deadlock.</summary>
    Task RunAsync(Transaction transaction, ReadOnlyMemory<byte> body);
}
