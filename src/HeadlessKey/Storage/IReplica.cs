namespace HeadlessKey.Storage;

/// <summary>A copy in memory of something in the database, so that the hot path need not ask for it.</summary>
internal interface IReplica
{
    /// <summary>Whether a server may start without it and wait for it. Never where it says who or what is refused.</summary>
    bool MayComeLater => false;

    /// <summary>Reads what has changed since the last call.</summary>
    Task CatchUpAsync(CancellationToken cancellationToken);
}
