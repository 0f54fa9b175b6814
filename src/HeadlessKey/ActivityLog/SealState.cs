using HeadlessKey.Storage;

namespace HeadlessKey.ActivityLog;

/// <summary>Where the chain of seals ends, where what is left of it begins, and what was given out of it.</summary>
internal sealed record SealState
{
    /// <summary>Goes up with every change: who finds it as it was read is the one to make the next.</summary>
    public required long Version { get; init; }

    public required long SealedNumber { get; init; }

    public required long SealedId { get; init; }

    public required string SealedHash { get; init; }

    /// <summary>The last seal whose rows have been removed for their age.</summary>
    public required long PrunedNumber { get; init; }

    public required long PrunedId { get; init; }

    public required string PrunedHash { get; init; }

    public required long AnchoredId { get; init; }

    public required DateTimeOffset AnchoredAt { get; init; }

    public required string Mac { get; init; }

    /// <summary>Whether nothing was ever sealed.</summary>
    public bool IsNew => this is { Version: 0, SealedNumber: 0, PrunedNumber: 0, Mac: "" };

    public static SealState Of(Row row) => new()
    {
        Version = row.Integer("version"),
        SealedNumber = row.Integer("sealed_number"),
        SealedId = row.Integer("sealed_id"),
        SealedHash = row.Text("sealed_hash"),
        PrunedNumber = row.Integer("pruned_number"),
        PrunedId = row.Integer("pruned_id"),
        PrunedHash = row.Text("pruned_hash"),
        AnchoredId = row.Integer("anchored_id"),
        AnchoredAt = row.Time("anchored_at"),
        Mac = row.Text("mac"),
    };
}
