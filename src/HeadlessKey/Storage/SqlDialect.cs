namespace HeadlessKey.Storage;

/// <summary>
/// All that differs between the engines. Statements do not: there is one text for both.
/// </summary>
internal abstract class SqlDialect : IAsyncDisposable
{
    /// <summary>The engine's name, as the setting <c>HeadlessKey:Storage:Engine</c> spells it.</summary>
    public abstract string Name { get; }

    /// <summary>What stands for <c>{identity}</c> in a migration.</summary>
    public abstract string IdentityColumn { get; }

    /// <summary>The expression for the engine's own time, in Unix seconds.</summary>
    public abstract string UnixSeconds { get; }

    /// <summary>How to keep a table in pieces; null where the engine has none.</summary>
    public virtual TablePieces? Pieces => null;

    /// <summary>Runs reads on a connection of their own.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Statements, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs the work in one transaction and returns once it is durable.</summary>
    public abstract Task<T> WriteAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs the work in one transaction while no other node runs one of this kind: migrations, and changes of the keys.</summary>
    public abstract Task WriteAloneAsync(Func<Transaction, Task> work, CancellationToken cancellationToken);

    /// <summary>Calls <paramref name="wake"/> whenever a transaction that wakes others has committed, until cancelled.</summary>
    public abstract Task ListenAsync(Action wake, CancellationToken cancellationToken);

    /// <summary>Whether <see cref="CopyTo"/> can copy the whole database. Engines with a server of their own have tools of their own for it.</summary>
    public virtual bool CanCopy => false;

    /// <summary>Copies the database, as it is at one moment, into a new file for its owner alone, while others go on reading and writing.</summary>
    public virtual void CopyTo(string path) => throw new NotSupportedException($"{Name} has its own tools for a backup.");

    /// <summary>Whether a statement failed because a value that must be unique is there already.</summary>
    public abstract bool IsUniqueViolation(Exception exception);

    public abstract ValueTask DisposeAsync();
}
