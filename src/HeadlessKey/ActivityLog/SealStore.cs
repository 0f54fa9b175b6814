using HeadlessKey.Storage;

namespace HeadlessKey.ActivityLog;

/// <summary>The seals in the database. Whatever moves the chain on does it together with its one state, which of many at once one can.</summary>
internal sealed class SealStore(Database database, SqlDialect dialect, SealHash hashes)
{
    private const string Table = "security_events";

    public async Task<SealState> GetStateAsync(CancellationToken cancellationToken) =>
        await database.FindAsync($"select * from seal_state where id = 1", SealState.Of, cancellationToken)
        ?? throw new StartupException("The table seal_state has lost its row. Restore a backup; docs/activity-log.md says what else can be done.");

    public Task<List<Seal>> ListAsync(long afterNumber, int count, CancellationToken cancellationToken) =>
        database.ListAsync($"select * from seals where number > {afterNumber} order by number limit {count}", Seal.Of, cancellationToken);

    public Task<Seal?> FindAsync(long number, CancellationToken cancellationToken) =>
        database.FindAsync($"select * from seals where number = {number}", Seal.Of, cancellationToken);

    /// <summary>The last of the seals at the beginning of the chain whose rows are all older than that; null: there is none.</summary>
    public async Task<Seal?> FindLastOlderAsync(DateTimeOffset than, CancellationToken cancellationToken)
    {
        var before = than.ToUnixTimeMilliseconds();
        return await database.FindAsync(
            $"""
            select * from seals
            where number < coalesce((select min(number) from seals where newest_at >= {before}), 9223372036854775807)
            order by number desc limit 1
            """,
            Seal.Of,
            cancellationToken);
    }

    /// <summary>The last seal up to that one that ends where a piece of the table does; null: there is none.</summary>
    public async Task<Seal?> FindPieceEndAsync(Seal upTo, CancellationToken cancellationToken) =>
        await database.FindAsync(
            $"select * from seals where number <= {upTo.Number} and (last_id + 1) % {TablePieces.Size} = 0 order by number desc limit 1", Seal.Of, cancellationToken);

    /// <summary>Adds a seal to the end of the chain. False: another node was first.</summary>
    public async Task<bool> TryAddAsync(Transaction transaction, SealState state, Seal seal)
    {
        if (!await TryMoveAsync(transaction, state, state with { SealedNumber = seal.Number, SealedId = seal.LastId, SealedHash = seal.Hash }))
        {
            return false;
        }

        await transaction.ExecuteAsync(
            $"""
            insert into seals (number, first_id, last_id, row_count, newest_at, sealed_at, hash)
            values ({seal.Number}, {seal.FirstId}, {seal.LastId}, {seal.Rows}, {seal.NewestAt.ToUnixTimeMilliseconds()},
                    {seal.SealedAt.ToUnixTimeMilliseconds()}, {seal.Hash})
            """,
            CancellationToken.None);
        return true;
    }

    /// <summary>Takes seals from the beginning of the chain, with their rows. Null: another node was first; else how many rows have gone.</summary>
    public async Task<long?> TryPruneAsync(Transaction transaction, SealState state, Seal upTo, bool asPieces)
    {
        if (!await TryMoveAsync(transaction, state, state with { PrunedNumber = upTo.Number, PrunedId = upTo.LastId, PrunedHash = upTo.Hash }))
        {
            return null;
        }

        var sealedRows = (await transaction.ListAsync(
            $"select cast(coalesce(sum(row_count), 0) as bigint) as n from seals where number <= {upTo.Number}", row => row.Integer("n"), CancellationToken.None))[0];
        await transaction.ExecuteAsync($"delete from seals where number <= {upTo.Number}", CancellationToken.None);
        if (asPieces)
        {
            await dialect.Pieces!.DropBelowAsync(transaction, Table, upTo.LastId + 1);
            return sealedRows;
        }

        return await transaction.ExecuteAsync($"delete from security_events where id <= {upTo.LastId}", CancellationToken.None);
    }

    /// <summary>Notes that an anchor was given out. False: another node was first.</summary>
    public Task<bool> TryAnchorAsync(Transaction transaction, SealState state, DateTimeOffset now) =>
        TryMoveAsync(transaction, state, state with { AnchoredId = state.SealedId, AnchoredAt = now });

    /// <summary>Makes the pieces of the table that are due.</summary>
    public async Task AddPiecesAsync(CancellationToken cancellationToken)
    {
        if (dialect.Pieces is not { } pieces)
        {
            return;
        }

        var highest = (await database.ListAsync($"select coalesce(max(id), 0) as n from security_events", row => row.Integer("n"), cancellationToken))[0];
        var isDue = true;
        while (isDue)
        {
            // One a transaction, and one node at a time.
            await dialect.WriteAloneAsync(
                async transaction =>
                {
                    var end = await pieces.FindEndAsync(transaction, Table);
                    isDue = TablePieces.IsDue(end, highest);
                    if (isDue)
                    {
                        await pieces.AddAsync(transaction, Table, end);
                    }
                },
                cancellationToken);
        }
    }

    private async Task<bool> TryMoveAsync(Transaction transaction, SealState from, SealState to)
    {
        var next = to with { Version = from.Version + 1 };
        var mac = hashes.OfState(next);
        return await transaction.ExecuteAsync(
            $"""
            update seal_state
            set version = {next.Version}, sealed_number = {next.SealedNumber}, sealed_id = {next.SealedId}, sealed_hash = {next.SealedHash},
                pruned_number = {next.PrunedNumber}, pruned_id = {next.PrunedId}, pruned_hash = {next.PrunedHash},
                anchored_id = {next.AnchoredId}, anchored_at = {next.AnchoredAt.ToUnixTimeMilliseconds()}, mac = {mac}
            where id = 1 and version = {from.Version}
            """,
            CancellationToken.None) == 1;
    }
}
