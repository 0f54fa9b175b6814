namespace HeadlessKey.Storage;

/// <summary>
/// The statements that stand or fall together. A transaction's work touches nothing but the database: it may be run again
/// after a deadlock, and on SQLite it shares its commit with the work of other requests.
/// </summary>
internal sealed class Transaction(Statements statements, bool sharesCommit = false)
{
    private readonly List<Sql> appended = [];
    private readonly List<Func<int, Sql>> beforeCommit = [];
    private List<Action>? afterCommit;

    /// <summary>True when the other nodes have something to learn from this transaction.</summary>
    public bool WakesOthers { get; private set; }

    public async Task<T?> FindAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken)
        where T : class
    {
        await SendAppendedAsync(cancellationToken);
        return await statements.FindAsync(sql, map, cancellationToken);
    }

    public async Task<List<T>> ListAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken)
    {
        await SendAppendedAsync(cancellationToken);
        return await statements.ListAsync(sql, map, cancellationToken);
    }

    public async Task<int> ExecuteAsync(Sql sql, CancellationToken cancellationToken)
    {
        await SendAppendedAsync(cancellationToken);
        return await statements.ExecuteAsync(sql, cancellationToken);
    }

    /// <summary>
    /// Adds a row whose adding needs no answer. It travels together with others of its kind, and is there by the next statement or
    /// by the commit: on PostgreSQL that saves a journey for each.
    /// </summary>
    public Task AppendAsync(Sql insert, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        appended.Add(insert);
        return Task.CompletedTask;
    }

    /// <summary>Sends what was appended. The dialect calls it before the commit.</summary>
    public async Task SendAppendedAsync(CancellationToken cancellationToken)
    {
        if (appended.Count > 0)
        {
            await statements.ExecuteAllAsync(appended, cancellationToken);
            appended.Clear();
        }
    }

    /// <summary>
    /// True when one commit carries this and others, which run one after the other with nobody in between: the ids that they give out are one run.
    /// </summary>
    public bool SharesCommit => sharesCommit;

    /// <summary>What is to be run before the commit, once for all that share it.</summary>
    public IReadOnlyList<Func<int, Sql>> BeforeCommit => beforeCommit;

    /// <summary>
    /// Has a statement run before the shared commit. It is told how often it was asked for there, which is once for each row that it is about:
    /// so one statement does for a hundred requests what would cost each of them one.
    /// </summary>
    /// <exception cref="InvalidOperationException">This transaction has a commit of its own.</exception>
    public void OnceBeforeCommit(Func<int, Sql> statement)
    {
        if (!sharesCommit)
        {
            throw new InvalidOperationException("Only what shares its commit can leave a statement to it.");
        }

        beforeCommit.Add(statement);
    }

    /// <summary>True when nothing of this transaction shall happen.</summary>
    public bool IsUndone { get; private set; }

    /// <summary>Takes back all that was done so far, without the work having to fail.</summary>
    public void Undo() => IsUndone = true;

    /// <summary>Once this is durable, does something that takes no time and cannot fail. If it never commits, it is never done.</summary>
    public void AfterCommit(Action action) => (afterCommit ??= []).Add(action);

    /// <summary>Does what waits for the commit. The dialect calls it behind the commit, and not for what was undone.</summary>
    public void NoteCommitted() => afterCommit?.ForEach(static action => action());

    /// <summary>Once this commits, every node looks at the database at once instead of at its next poll.</summary>
    public void WakeOthers() => WakesOthers = true;
}
