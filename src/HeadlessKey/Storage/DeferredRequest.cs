namespace HeadlessKey.Storage;

/// <summary>A request that is decided behind its answer.</summary>
internal sealed record DeferredRequest(long Id, string Kind, ReadOnlyMemory<byte> Body);
