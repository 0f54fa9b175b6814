namespace HeadlessKey.Storage;

/// <summary>Rows that no longer matter after some time. Whoever keeps them knows when that is.</summary>
internal interface IExpiringRows
{
    /// <summary>Removes some that no longer matter, few enough that no one waits for it; how many. Called again until there are none.</summary>
    Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
