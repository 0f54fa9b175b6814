using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary>
/// An account as in the list, on how many devices it is signed in, and the end of the longest lock on it.
/// </summary>
/// <param name="Id">The user's id.</param>
/// <param name="Login">The login.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Status">active, unverified or disabled.</param>
/// <param name="RegisteredAt">When it was made.</param>
/// <param name="LastLoginAt">When it was last signed in to.</param>
/// <param name="EmailVerifiedAt">When the address was proven.</param>
/// <param name="DisabledAt">When it was switched off.</param>
/// <param name="FirstName">Of the profile.</param>
/// <param name="LastName">Of the profile.</param>
/// <param name="Locale">Of the profile.</param>
/// <param name="LiveSessions">On how many devices it is signed in.</param>
/// <param name="LockedUntil">When the longest lock on it ends; null: it is not locked.</param>
internal sealed record AdminUserDetailResponse(
    long Id, string Login, string Email, string DisplayName, IReadOnlyList<string> Roles, string Status, string RegisteredAt, string? LastLoginAt,
    string? EmailVerifiedAt, string? DisabledAt, string FirstName, string LastName, string Locale, long LiveSessions, string? LockedUntil)
{
    public static AdminUserDetailResponse Of(User user, long liveSessions, DateTimeOffset? lockedUntil)
    {
        var account = AdminUserResponse.Of(user);
        return new AdminUserDetailResponse(
            account.Id, account.Login, account.Email, account.DisplayName, account.Roles, account.Status, account.RegisteredAt, account.LastLoginAt,
            account.EmailVerifiedAt, account.DisabledAt, account.FirstName, account.LastName, account.Locale, liveSessions, ApiTime.OrNull(lockedUntil));
    }
}
