namespace HeadlessKey.WordPress.Connector;

/// <summary>The keys that tokens are signed with from now on.</summary>
internal sealed record KeysCall(IReadOnlyList<PublicKeyEntry> Keys);
