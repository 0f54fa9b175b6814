using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary>An account, as administrators see it.</summary>
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
internal sealed record AdminUserResponse(
    long Id, string Login, string Email, string DisplayName, IReadOnlyList<string> Roles, string Status, string RegisteredAt, string? LastLoginAt,
    string? EmailVerifiedAt, string? DisabledAt, string FirstName, string LastName, string Locale)
{
    public static AdminUserResponse Of(User user) => new(
        user.Id, user.Login, user.Email, user.DisplayName, user.Roles, StatusOf(user), ApiTime.Format(user.RegisteredAt), ApiTime.OrNull(user.LastLoginAt),
        ApiTime.OrNull(user.EmailVerifiedAt), ApiTime.OrNull(user.DisabledAt), user.FirstName, user.LastName, user.Locale);

    private static string StatusOf(User user) =>
        user.IsDisabled ? UserSearchStore.Disabled
        : user.EmailVerifiedAt is null ? UserSearchStore.Unverified
        : UserSearchStore.Active;
}
