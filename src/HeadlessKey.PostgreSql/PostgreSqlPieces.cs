using System.Globalization;
using HeadlessKey.Storage;

namespace HeadlessKey.PostgreSql;

/// <summary>Pieces are partitions by range. Names and numbers in these statements are the program's own.</summary>
internal sealed class PostgreSqlPieces : TablePieces
{
    // Others wait behind whoever waits for such a lock: rather come back later.
    private const string ShortWait = "set local lock_timeout = '2s'";

    public override async Task<long> FindEndAsync(Transaction transaction, string table) =>
        (await ListAsync(transaction, table)).Select(piece => piece.End).DefaultIfEmpty(0).Max();

    public override Task AddAsync(Transaction transaction, string table, long firstId)
    {
        var piece = string.Create(CultureInfo.InvariantCulture, $"{table}_{firstId}");
        var end = firstId + Size;

        // Nobody can write into the piece for all others between the move and the moment from which the new one takes its place.
        return transaction.ExecuteAsync(
            Sql.Script(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {ShortWait};
                lock table {table}_default in access exclusive mode;
                create table {piece} (like {table} including defaults);
                with moved as (delete from {table}_default where id >= {firstId} and id < {end} returning *) insert into {piece} select * from moved;
                alter table {table} attach partition {piece} for values from ({firstId}) to ({end});
                """)),
            CancellationToken.None);
    }

    public override async Task DropBelowAsync(Transaction transaction, string table, long id)
    {
        await transaction.ExecuteAsync(Sql.Script(ShortWait), CancellationToken.None);
        foreach (var (name, _) in (await ListAsync(transaction, table)).Where(piece => piece.End <= id))
        {
            await transaction.ExecuteAsync(Sql.Script($"drop table {name}"), CancellationToken.None);
        }
    }

    // The bound reads FOR VALUES FROM (MINVALUE) TO ('1000000'); the piece for all others has none.
    private static Task<List<(string Name, long End)>> ListAsync(Transaction transaction, string table) =>
        transaction.ListAsync(
            $$"""
            select cast(c.oid as regclass)::text as name, cast(substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''?([0-9]+)') as bigint) as bound
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass({{table}}) and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
            """,
            row => (row.Text("name"), row.Integer("bound")),
            CancellationToken.None);
}
