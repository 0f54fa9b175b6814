using System.Text.Json.Serialization;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Users;

namespace HeadlessKey.Profile;

/// <summary>The caller's own profile: what <c>/login</c> shows, and the address that waits for its proof.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="UserLogin">The login.</param>
/// <param name="UserEmail">The e-mail address.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Roles">The roles.</param>
/// <param name="FirstName">The first name; may be empty.</param>
/// <param name="LastName">The last name; may be empty.</param>
/// <param name="Nickname">The nickname.</param>
/// <param name="UserRegistered">When the account was made.</param>
/// <param name="Locale">The language, such as <c>en_US</c>; empty: the browser's.</param>
/// <param name="AvatarUrl">A picture, by the address.</param>
/// <param name="EmailVerified">Whether the address was proven.</param>
/// <param name="Capabilities">Each role, and what WordPress lets it do, with <c>true</c>.</param>
/// <param name="PendingEmail">The new address that waits for its proof; null: none does.</param>
internal sealed record MeResponse(
    [property: JsonPropertyName("ID")] long Id,
    string UserLogin,
    string UserEmail,
    string DisplayName,
    IReadOnlyList<string> Roles,
    string FirstName,
    string LastName,
    string Nickname,
    string UserRegistered,
    string Locale,
    string AvatarUrl,
    bool EmailVerified,
    IReadOnlyDictionary<string, bool> Capabilities,
    string? PendingEmail)
{
    public static MeResponse Of(User user, string? pendingEmail) => new(
        user.Id, user.Login, user.Email, user.DisplayName, user.Roles, user.FirstName, user.LastName, user.Nickname,
        ApiTime.Format(user.RegisteredAt), user.Locale, Avatar.Url(user.Email),
        user.EmailVerifiedAt is not null, RoleCapabilities.Of(user.Roles), pendingEmail);
}
