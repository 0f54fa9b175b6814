namespace HeadlessKey.Storage;

/// <summary>The way to the database: reads by themselves, writes in a transaction.</summary>
internal sealed class Database(SqlDialect dialect)
{
    public string Engine => dialect.Name;

    public Task<T?> FindAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken)
        where T : class =>
        dialect.ReadAsync(statements => statements.FindAsync(sql, map, cancellationToken), cancellationToken);

    public Task<List<T>> ListAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken) =>
        dialect.ReadAsync(statements => statements.ListAsync(sql, map, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs the work as one transaction. The caller's cancellation is not passed on: once begun, a change of state is
    /// finished even when the client has hung up, so that nothing is left half known.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<Transaction, Task<T>> work) => dialect.WriteAsync(work, CancellationToken.None);

    /// <summary>
    /// The same for work that may want for somebody what somebody else has got, such as an address: then none of it happens.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<Transaction, Task<T>> work, T whenTaken)
    {
        try
        {
            return await WriteAsync(work);
        }
        catch (Exception exception) when (dialect.IsUniqueViolation(exception))
        {
            return whenTaken;
        }
    }
}
