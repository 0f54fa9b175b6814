namespace HeadlessKey.WordPress.Connector;

/// <summary>Refuse the tokens of these sessions.</summary>
internal sealed record RevokeCall(IReadOnlyList<RevokedSession> Revoked);
