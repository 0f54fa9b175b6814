using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Administration.Accounts;

/// <summary>
/// An account as in the list, on how many devices it is signed in, and the end of the longest lock on it.
/// </summary>
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
