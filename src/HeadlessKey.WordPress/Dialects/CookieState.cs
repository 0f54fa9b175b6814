namespace HeadlessKey.WordPress.Dialects;

/// <summary>How far a session's cookie is, and since when.</summary>
internal sealed record CookieState(long Generation, DateTimeOffset? RotatedAt);
