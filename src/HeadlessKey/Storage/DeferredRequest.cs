namespace HeadlessKey.Storage;

/// <summary>A request that is decided behind its answer, as the queue has it: still sealed.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Kind">Whose work it is.</param>
/// <param name="SealedBody">What <see cref="DeferredRequestStore.Open"/> opens.</param>
/// <param name="Tries">How often it has failed.</param>
internal sealed record DeferredRequest(long Id, string Kind, string SealedBody, long Tries);
