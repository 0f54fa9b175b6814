using System.Security.Cryptography;
using HeadlessKey.Events;
using HeadlessKey.Storage;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.ActivityLog;

/// <summary>
/// Seals rows behind their writers, who wait for none of it. Any node may; of several at once one seals and the others find it done. A node
/// that dies in between leaves nothing behind, as a seal and the state that knows of it are one transaction.
/// </summary>
internal sealed partial class Sealer(
    ActivityStore rows, SealStore seals, SealHash hashes, AnchorFile anchorFile, SecurityEventLog events, Database database, HeadlessKeyOptions options,
    TimeProvider time, ILogger<Sealer> logger)
{
    public const int RowsPerSeal = 1000;

    // Ids are given out before the commit. What had an id when we looked is there, or never will be, once every transaction of then is over.
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(60);

    private readonly Queue<(long Id, long Seen)> looks = new();
    private long settledId;
    private long knownNumber;
    private bool toldBroken;

    /// <summary>Notes how far the ids have come, and seals what was there a transaction's time ago.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        looks.Enqueue((await rows.FindLastIdAsync(cancellationToken), time.GetTimestamp()));
        while (looks.TryPeek(out var look) && time.GetElapsedTime(look.Seen) > LongestTransaction)
        {
            settledId = looks.Dequeue().Id;
        }

        await SealAsync(settledId, cancellationToken);
    }

    /// <summary>Seals everything up to an id behind which nothing can appear any more.</summary>
    public async Task SealAsync(long upToId, CancellationToken cancellationToken)
    {
        SealState state;
        var known = knownNumber; // before the state is read, which may only have come further
        while ((state = await seals.GetStateAsync(cancellationToken)).SealedId < upToId)
        {
            if (!IsSound(state, known))
            {
                return; // to go on over a broken chain would make it look whole
            }

            var seal = await MakeAsync(state, upToId, cancellationToken);
            await database.WriteAsync(transaction => seals.TryAddAsync(transaction, state, seal));
            known = knownNumber;
        }

        knownNumber = Math.Max(knownNumber, state.SealedNumber);
        await AnchorAsync(state);
    }

    private async Task<Seal> MakeAsync(SealState state, long upToId, CancellationToken cancellationToken)
    {
        // Never over the end of a piece of the table, so that a piece can leave together with its seals.
        var first = state.SealedId + 1;
        var last = Math.Min(upToId, (((first / TablePieces.Size) + 1) * TablePieces.Size) - 1);
        var covered = await rows.ListAsync(state.SealedId, last, RowsPerSeal, cancellationToken);
        if (covered.Count == RowsPerSeal)
        {
            last = covered[^1].Id;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        covered.ForEach(row => SealHash.AddRow(hash, row));
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var seal = new Seal(state.SealedNumber + 1, first, last, covered.Count, covered.Count == 0 ? DateTimeOffset.UnixEpoch : covered.Max(row => row.At), now, Hash: string.Empty);
        return seal with { Hash = hashes.OfSeal(seal, state.SealedHash, hash.GetHashAndReset()) };
    }

    /// <summary>Gives the newest seal out, if it is time and there is anything new but the last time's own event.</summary>
    private async Task AnchorAsync(SealState state)
    {
        var every = options.ActivityLog.AnchorEvery;
        var now = time.GetUtcNow();
        if (every == TimeSpan.Zero || state.SealedId <= state.AnchoredId + 1 || now - state.AnchoredAt < every || !IsSound(state, known: 0))
        {
            return;
        }

        var anchor = new SealAnchor(state.SealedNumber, state.SealedId, state.SealedHash);
        if (await database.WriteAsync(transaction => TryAnchorAsync(transaction, state, anchor, now)))
        {
            await anchorFile.AddAsync(anchor);
        }
    }

    private async Task<bool> TryAnchorAsync(Transaction transaction, SealState state, SealAnchor anchor, DateTimeOffset now)
    {
        if (!await seals.TryAnchorAsync(transaction, state, now))
        {
            return false;
        }

        await events.AppendAsync(transaction, SecurityEvent.ActivitySealed(anchor.ToString()), CancellationToken.None);
        return true;
    }

    private bool IsSound(SealState state, long known)
    {
        if ((state.IsNew || hashes.IsGenuine(state)) && state.SealedNumber >= known)
        {
            toldBroken = false;
            return true;
        }

        if (!toldBroken)
        {
            Log.Broken(logger); // once, and not at every look from now on
        }

        toldBroken = true;
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.SealsBroken, LogLevel.Critical, "The seals of the activity log have been changed from outside, and no more are made. Run: headlesskey activity verify")]
        public static partial void Broken(ILogger logger);
    }
}
