using System.Text.Json.Serialization;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Users;

namespace HeadlessKey.Profile;

/// <summary>The caller's own profile: what <c>/login</c> shows, and the address that waits for its proof.</summary>
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
