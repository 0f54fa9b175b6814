using HeadlessKey.Storage;

namespace HeadlessKey.ActivityLog;

/// <summary>What was true of a run of rows when it was sealed.</summary>
/// <param name="Number">Its place in the chain, from 1.</param>
/// <param name="FirstId">The lowest id it covers; no row needs to have it.</param>
/// <param name="LastId">The highest.</param>
/// <param name="Rows">How many rows there were.</param>
/// <param name="NewestAt">The latest time of these.</param>
/// <param name="SealedAt">When that was.</param>
/// <param name="Hash">Over all of this, the rows, and the seal before.</param>
internal sealed record Seal(long Number, long FirstId, long LastId, long Rows, DateTimeOffset NewestAt, DateTimeOffset SealedAt, string Hash)
{
    public static Seal Of(Row row) => new(
        row.Integer("number"), row.Integer("first_id"), row.Integer("last_id"), row.Integer("row_count"), row.Time("newest_at"), row.Time("sealed_at"), row.Text("hash"));
}
