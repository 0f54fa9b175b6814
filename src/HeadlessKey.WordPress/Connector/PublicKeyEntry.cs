namespace HeadlessKey.WordPress.Connector;

/// <summary>A key to check tokens with.</summary>
internal sealed record PublicKeyEntry(string Kid, string Alg, string Pem);
