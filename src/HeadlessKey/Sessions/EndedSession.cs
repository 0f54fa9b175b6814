namespace HeadlessKey.Sessions;

/// <summary>A session that has just ended, and when the last access token it gave out would have expired.</summary>
internal sealed record EndedSession(string Id, long UserId, DateTimeOffset AccessExpiresAt);
