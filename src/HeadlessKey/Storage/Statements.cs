using System.Data.Common;

namespace HeadlessKey.Storage;

/// <summary>Runs statements on one open connection, and keeps them prepared where the engine gains from it.</summary>
internal sealed class Statements(DbConnection connection, bool keepPrepared) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);

    /// <summary>The first row, or null when there is none.</summary>
    public async Task<T?> FindAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken)
        where T : class
    {
        var command = CommandFor(sql);
        await using var _ = new Release(keepPrepared, command);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? map(new Row(reader)) : null;
    }

    public async Task<List<T>> ListAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellationToken)
    {
        var command = CommandFor(sql);
        await using var _ = new Release(keepPrepared, command);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(map(new Row(reader)));
        }

        return rows;
    }

    /// <summary>How many rows the statement changed.</summary>
    public async Task<int> ExecuteAsync(Sql sql, CancellationToken cancellationToken)
    {
        var command = CommandFor(sql);
        await using var _ = new Release(keepPrepared, command);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs statements that need no answer, in one journey where the engine has journeys.</summary>
    public async Task ExecuteAllAsync(IReadOnlyList<Sql> all, CancellationToken cancellationToken)
    {
        if (keepPrepared || all.Count == 1)
        {
            foreach (var sql in all)
            {
                await ExecuteAsync(sql, cancellationToken);
            }

            return;
        }

        await using var batch = connection.CreateBatch();
        foreach (var sql in all)
        {
            var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Sql holds only program text; its values travel as parameters
            command.CommandText = sql.Text;
#pragma warning restore CA2100
            AddParameters(command.Parameters, command.CreateParameter, sql);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private DbCommand CommandFor(Sql sql)
    {
        if (prepared.TryGetValue(sql.Text, out var command))
        {
            for (var i = 0; i < sql.Values.Count; i++)
            {
                command.Parameters[i].Value = sql.Values[i].Value;
            }

            return command;
        }

        command = connection.CreateCommand();
#pragma warning disable CA2100 // Sql holds only program text; its values travel as parameters
        command.CommandText = sql.Text;
#pragma warning restore CA2100
        AddParameters(command.Parameters, command.CreateParameter, sql);
        if (keepPrepared)
        {
            prepared.Add(sql.Text, command);
        }

        return command;
    }

    private static void AddParameters(DbParameterCollection parameters, Func<DbParameter> create, Sql sql)
    {
        for (var i = 0; i < sql.Values.Count; i++)
        {
            var parameter = create();
            parameter.ParameterName = Sql.ParameterName(i);
            parameter.DbType = sql.Values[i].Type;
            parameter.Value = sql.Values[i].Value;
            parameters.Add(parameter);
        }
    }

    /// <summary>Ends a command that is not kept.</summary>
    private readonly struct Release(bool kept, DbCommand command) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => kept ? ValueTask.CompletedTask : command.DisposeAsync();
    }
}
