namespace HeadlessKey.WordPress.Connector;

/// <summary>A session whose tokens are to be refused, until they have expired by themselves.</summary>
internal sealed record RevokedSession(string Sid, long Exp);
