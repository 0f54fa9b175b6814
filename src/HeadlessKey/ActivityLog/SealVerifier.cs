using System.Security.Cryptography;
using HeadlessKey.Http;

namespace HeadlessKey.ActivityLog;

/// <summary>Goes through the whole chain and says where it does not fit the rows. It changes nothing.</summary>
internal sealed class SealVerifier(ActivityStore rows, SealStore seals, SealHash hashes)
{
    private const int SealsAtOnce = 500;
    private const int MostUnsealedCounted = 1_000_000;

    /// <param name="anchors">Seals that were kept elsewhere.</param>
    /// <param name="progress">Told how many rows have been checked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SealReport> RunAsync(IReadOnlyCollection<SealAnchor> anchors, Action<long> progress, CancellationToken cancellationToken)
    {
        var findings = new List<SealFinding>();
        var state = await seals.GetStateAsync(cancellationToken);

        // 1. The state: where the chain must begin and end.
        if (!state.IsNew && !hashes.IsGenuine(state))
        {
            findings.Add(new SealFinding("The state of the seals was changed, or is of another master key.", 1, null));
        }

        if (state.PrunedId > 0 && await rows.AnyUpToAsync(state.PrunedId, cancellationToken))
        {
            findings.Add(new SealFinding("There are rows where the old ones had been removed.", 1, state.PrunedId));
        }

        // 2. Each seal: its place, and its rows.
        var open = anchors.GroupBy(anchor => anchor.Number).ToDictionary(group => group.Key, group => group.ToList());
        var (number, lastId, hash) = (state.PrunedNumber, state.PrunedId, state.PrunedHash);
        if (open.Remove(number, out var atStart))
        {
            Compare(atStart, number, lastId, hash, findings);
        }

        var (checkedSeals, checkedRows) = (0L, 0L);
        DateTimeOffset? began = null;
        List<Seal> page;
        while ((page = await seals.ListAsync(number, SealsAtOnce, cancellationToken)).Count > 0)
        {
            foreach (var seal in page)
            {
                var follows = CheckPlace(seal, number, lastId, findings);
                var (count, digest) = await DigestAsync(seal, cancellationToken);
                CheckRows(seal, count, digest, follows ? hash : null, findings);
                if (open.Remove(seal.Number, out var kept))
                {
                    Compare(kept, seal.Number, seal.LastId, seal.Hash, findings);
                }

                (number, lastId, hash) = (seal.Number, seal.LastId, seal.Hash);
                checkedSeals++;
                began ??= seal.SealedAt;
                progress(checkedRows += count);
            }
        }

        // 3. The end. Rows and seals that were cut off together leave nothing but this, and what was kept elsewhere.
        if (number != state.SealedNumber || lastId != state.SealedId || !Same(hash, state.SealedHash))
        {
            findings.Add(new SealFinding($"The seals end with number {number}, but {state.SealedNumber} had been made.", lastId + 1, null));
        }

        foreach (var lost in open.Values.SelectMany(list => list).Where(anchor => anchor.Number > number))
        {
            findings.Add(new SealFinding($"Seal {lost.Number}, which was kept elsewhere, is missing.", lastId + 1, lost.LastId));
        }

        var unsealed = await rows.CountBehindAsync(Math.Max(lastId, state.SealedId), MostUnsealedCounted, cancellationToken);
        return new SealReport(checkedSeals, checkedRows, unsealed, state.PrunedId, began, anchors.Count, findings);
    }

    /// <summary>Whether the seal is the next one.</summary>
    private static bool CheckPlace(Seal seal, long number, long lastId, List<SealFinding> findings)
    {
        if (seal.Number == number + 1 && seal.FirstId == lastId + 1 && seal.LastId >= seal.FirstId)
        {
            return true;
        }

        findings.Add(new SealFinding(
            seal.Number == number + 1 ? $"Seal {seal.Number} does not begin where the one before ends." : $"Seals {number + 1} to {seal.Number - 1} are missing.",
            lastId + 1, Math.Max(seal.FirstId - 1, lastId + 1)));
        return false;
    }

    private void CheckRows(Seal seal, long count, byte[] digest, string? previous, List<SealFinding> findings)
    {
        var where = $"Seal {seal.Number} of {ApiTime.Format(seal.SealedAt)}";
        if (count != seal.Rows)
        {
            var what = count < seal.Rows ? "deleted" : "added";
            findings.Add(new SealFinding($"{where}: {Math.Abs(seal.Rows - count)} of its rows were {what} ({seal.Rows} sealed, {count} there).", seal.FirstId, seal.LastId));
        }
        else if (previous is not null && !Same(hashes.OfSeal(seal, previous, digest), seal.Hash))
        {
            findings.Add(new SealFinding($"{where}: its rows, or the seal, were changed.", seal.FirstId, seal.LastId));
        }
    }

    private async Task<(long Count, byte[] Digest)> DigestAsync(Seal seal, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (after, count) = (seal.FirstId - 1, 0L);
        List<ActivityRow> page;
        while ((page = await rows.ListAsync(after, seal.LastId, Sealer.RowsPerSeal, cancellationToken)).Count > 0)
        {
            page.ForEach(row => SealHash.AddRow(hash, row));
            (after, count) = (page[^1].Id, count + page.Count);
        }

        return (count, hash.GetHashAndReset());
    }

    private static void Compare(IEnumerable<SealAnchor> kept, long number, long lastId, string hash, List<SealFinding> findings)
    {
        if (kept.Any(anchor => anchor.LastId != lastId || !Same(anchor.Hash, hash)))
        {
            findings.Add(new SealFinding($"Seal {number} is not the one that was kept elsewhere: the log up to it was written anew.", 1, lastId));
        }
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(one), System.Text.Encoding.UTF8.GetBytes(other));
}
