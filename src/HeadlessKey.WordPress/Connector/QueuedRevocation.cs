namespace HeadlessKey.WordPress.Connector;

/// <summary>Tokens that are to be refused, as the queue keeps it: whose, and what is said.</summary>
internal sealed record QueuedRevocation(long UserId, RevokeCall Call);
