namespace HeadlessKey.Storage;

/// <summary>
/// The statements that stand or fall together. A transaction's work touches nothing but the database: it may be run again
/// after a deadlock, and on SQLite it shares its commit with the work of other requests.
/// </summary>
internal sealed class Transaction(Statements statements)
{
    /// <summary>True when the other nodes have something to learn from this transaction.</summary>
    public bool WakesOthers { get; private set; }

    public Task<T?> FindAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken)
        where T : class => statements.FindAsync(sql, map, cancellationToken);

    public Task<List<T>> ListAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken) =>
        statements.ListAsync(sql, map, cancellationToken);

    public Task<int> ExecuteAsync(Sql sql, CancellationToken cancellationToken) =>
        statements.ExecuteAsync(sql, cancellationToken);

    /// <summary>True when nothing of this transaction shall happen.</summary>
    public bool IsUndone { get; private set; }

    /// <summary>Takes back all that was done so far, without the work having to fail.</summary>
    public void Undo() => IsUndone = true;

    /// <summary>Once this commits, every node looks at the database at once instead of at its next poll.</summary>
    public void WakeOthers() => WakesOthers = true;
}
