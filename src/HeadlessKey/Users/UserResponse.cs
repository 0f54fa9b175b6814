using System.Text.Json.Serialization;

namespace HeadlessKey.Users;

/// <summary>A person, as every answer shows one.</summary>
internal sealed record UserResponse(
    [property: JsonPropertyName("ID")] long Id, string UserLogin, string UserEmail, string DisplayName, IReadOnlyList<string> Roles)
{
    public static UserResponse Of(User user) => new(user.Id, user.Login, user.Email, user.DisplayName, user.Roles);
}
