using HeadlessKey.Sessions;

namespace HeadlessKey.Administration.LiveSessions;

/// <summary>A session and its owner's login.</summary>
internal sealed record LiveSession(Session Session, string? Login);
