using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.SignIn;

/// <summary>The admin session that asks.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="CreatedAt">When they signed in.</param>
/// <param name="IdleExpiresAt">When it ends without another request.</param>
/// <param name="ExpiresAt">When it ends in any case.</param>
/// <param name="ConfirmedUntil">Until when the typed password counts for what needs one.</param>
internal sealed record AdminSessionResponse(
    AdminSessionUserResponse User, string CreatedAt, string IdleExpiresAt, string ExpiresAt, string ConfirmedUntil)
{
    public static AdminSessionResponse Of(User user, AdminSession session) => new(
        new AdminSessionUserResponse(user.Id, user.Login, user.Email, user.DisplayName, user.Locale), ApiTime.Format(session.CreatedAt),
        ApiTime.Format(session.IdleExpiresAt), ApiTime.Format(session.ExpiresAt), ApiTime.Format(session.ConfirmedUntil));
}
