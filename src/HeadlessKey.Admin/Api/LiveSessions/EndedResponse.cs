namespace HeadlessKey.Admin.Api.LiveSessions;

/// <summary>How many sessions have ended.</summary>
/// <param name="Ended">How many.</param>
internal sealed record EndedResponse(int Ended);
