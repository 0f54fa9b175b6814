namespace HeadlessKey.OwnSessions;

/// <summary>The sessions of a user, newest first.</summary>
/// <param name="Sessions">One for each device that is signed in.</param>
internal sealed record SessionListResponse(IReadOnlyList<SessionResponse> Sessions);
