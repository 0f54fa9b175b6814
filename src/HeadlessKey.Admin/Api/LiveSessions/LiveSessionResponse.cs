using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.LiveSessions;

/// <summary>A session, as administrators see it.</summary>
/// <param name="Id">Names the session.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Device">What the user called the device, or null.</param>
/// <param name="Browser">The browser's or app's name, or null.</param>
/// <param name="Os">The operating system, or null.</param>
/// <param name="DeviceKind">phone, tablet, desktop, or null.</param>
/// <param name="Address">From where it was signed in.</param>
/// <param name="CreatedAt">When it was signed in.</param>
/// <param name="LastSeenAt">When it was last refreshed.</param>
/// <param name="ExpiresAt">When it ends if nobody refreshes it.</param>
internal sealed record LiveSessionResponse(
    string Id, UserReference User, string? Device, string? Browser, string? Os, string? DeviceKind, string? Address, string CreatedAt, string LastSeenAt,
    string ExpiresAt)
{
    public static LiveSessionResponse Of(LiveSession live)
    {
        var session = live.Session;
        return new LiveSessionResponse(
            session.Id, new UserReference(session.UserId, live.Login), session.Device, session.Browser, session.Os, session.DeviceKind, session.Address,
            ApiTime.Format(session.CreatedAt), ApiTime.Format(session.RotatedAt), ApiTime.Format(session.IdleExpiresAt));
    }
}
