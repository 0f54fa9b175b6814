namespace HeadlessKey.WordPress.Connector;

/// <summary>How do these stand?</summary>
internal sealed record StampsCall(IReadOnlyList<long> Ids);
