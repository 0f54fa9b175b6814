using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.ActivityLog;

/// <summary>
/// Removes what is older than it is to be kept, from the beginning of the chain and only what is sealed: together with its seals, and with a
/// signed note of how far, so that what is left still verifies. How many rows went stands in an event of the same transaction.
/// </summary>
internal sealed class ActivityRetention(
    SealStore seals, SealHash hashes, SecurityEventLog events, Database database, SqlDialect dialect, HeadlessKeyOptions options) : IExpiringRows
{
    private const int SealsAtOnce = 10;

    // As long as a piece of the table may still leave as a whole, its rows wait for each other.
    private static readonly TimeSpan WaitForPiece = TimeSpan.FromDays(31);

    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keepFor = options.ActivityLog.KeepFor;
        var state = await seals.GetStateAsync(cancellationToken);
        if (keepFor == TimeSpan.Zero || !hashes.IsGenuine(state) || await seals.FindLastOlderAsync(now - keepFor, cancellationToken) is not { } old)
        {
            return 0;
        }

        if (dialect.Pieces is not null)
        {
            if (await seals.FindPieceEndAsync(old, cancellationToken) is { } pieceEnd)
            {
                return await PruneAsync(state, pieceEnd, asPieces: true);
            }

            if (await seals.FindLastOlderAsync(now - keepFor - WaitForPiece, cancellationToken) is not { } older)
            {
                return 0;
            }

            old = older;
        }

        var next = await seals.FindAsync(Math.Min(state.PrunedNumber + SealsAtOnce, old.Number), cancellationToken);
        return next is null ? 0 : await PruneAsync(state, next, asPieces: false);
    }

    private async Task<int> PruneAsync(SealState state, Seal upTo, bool asPieces) =>
        await database.WriteAsync(async transaction =>
        {
            if (await seals.TryPruneAsync(transaction, state, upTo, asPieces) is not { } gone)
            {
                return 0; // another node is at it
            }

            await events.AppendAsync(transaction, SecurityEvent.ActivityPruned(gone), CancellationToken.None);
            return (int)Math.Clamp(gone, 1, int.MaxValue); // at least the seals
        });
}
