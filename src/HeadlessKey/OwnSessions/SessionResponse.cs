using HeadlessKey.Http;
using HeadlessKey.Sessions;

namespace HeadlessKey.OwnSessions;

/// <summary>A session, as its owner sees it.</summary>
/// <param name="Id">Names the session.</param>
/// <param name="Device">What the user called the device, or null.</param>
/// <param name="Browser">The browser's or app's name, or null.</param>
/// <param name="Os">The operating system, or null.</param>
/// <param name="Kind">phone, tablet, desktop, or null.</param>
/// <param name="Address">From where it was signed in.</param>
/// <param name="Created">When it was signed in.</param>
/// <param name="LastSeen">When it was last refreshed.</param>
/// <param name="Expires">When it ends if nobody refreshes it.</param>
/// <param name="Current">Whether it is the one that asks.</param>
internal sealed record SessionResponse(
    string Id, string? Device, string? Browser, string? Os, string? Kind, string? Address, string Created, string LastSeen, string Expires, bool Current)
{
    public static SessionResponse Of(Session session, string current) => new(
        session.Id, session.Device, session.Browser, session.Os, session.DeviceKind, session.Address, ApiTime.Format(session.CreatedAt),
        ApiTime.Format(session.RotatedAt), ApiTime.Format(session.IdleExpiresAt), string.Equals(session.Id, current, StringComparison.Ordinal));
}
