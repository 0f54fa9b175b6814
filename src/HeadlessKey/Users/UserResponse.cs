using System.Text.Json.Serialization;

namespace HeadlessKey.Users;

/// <summary>A person, as every answer shows one.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="UserLogin">The login.</param>
/// <param name="UserEmail">The e-mail address.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Roles">The roles.</param>
internal sealed record UserResponse(
    [property: JsonPropertyName("ID")] long Id, string UserLogin, string UserEmail, string DisplayName, IReadOnlyList<string> Roles)
{
    public static UserResponse Of(User user) => new(user.Id, user.Login, user.Email, user.DisplayName, user.Roles);
}
