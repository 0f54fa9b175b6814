namespace HeadlessKey.OwnSessions;

/// <summary>The sessions of a user, newest first.</summary>
internal sealed record SessionListResponse(IReadOnlyList<SessionResponse> Sessions);
