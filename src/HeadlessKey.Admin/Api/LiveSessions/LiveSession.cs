using HeadlessKey.Sessions;

namespace HeadlessKey.Admin.Api.LiveSessions;

/// <summary>A session and its owner's login.</summary>
internal sealed record LiveSession(Session Session, string? Login);
