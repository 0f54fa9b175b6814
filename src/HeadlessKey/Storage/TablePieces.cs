namespace HeadlessKey.Storage;

/// <summary>A table that the engine keeps in pieces by id, each of which can leave as a whole.</summary>
internal abstract class TablePieces
{
    /// <summary>How many ids fit into a partition; each starts at a multiple of it.</summary>
    public const long Size = 1_000_000;

    // How much room is left when the next one is made: minutes of the fastest writing.
    private const long Ahead = Size / 2;

    /// <summary>Where the pieces end that are there; rows from this id on go into the piece for all others.</summary>
    public abstract Task<long> FindEndAsync(Transaction transaction, string table);

    /// <summary>Makes the next piece, and moves into it what the piece for all others holds of it.</summary>
    public abstract Task AddAsync(Transaction transaction, string table, long firstId);

    /// <summary>Drops the pieces that end at or below an id.</summary>
    public abstract Task DropBelowAsync(Transaction transaction, string table, long id);

    /// <summary>Whether another piece is due, when ids have come this far.</summary>
    public static bool IsDue(long end, long highestId) => end < highestId + Ahead;
}
