using System.Text.Json.Serialization;
using HeadlessKey.Http;
using HeadlessKey.Roles;

namespace HeadlessKey.Users;

/// <summary>A person with the profile, as <c>/login</c> shows one.</summary>
internal sealed record ProfileResponse(
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
    IReadOnlyDictionary<string, bool> Capabilities)
{
    public static ProfileResponse Of(User user) => new(
        user.Id, user.Login, user.Email, user.DisplayName, user.Roles, user.FirstName, user.LastName, user.Nickname,
        ApiTime.Format(user.RegisteredAt), user.Locale, Avatar.Url(user.Email),
        user.EmailVerifiedAt is not null, RoleCapabilities.Of(user.Roles));
}
