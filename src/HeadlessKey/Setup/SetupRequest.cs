using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Setup;

/// <summary>The first administrator.</summary>
/// <param name="Token">What the one-time link carries.</param>
/// <param name="Username">The login.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Password">The password, as long as the settings want it.</param>
internal sealed record SetupRequest(string Token, string Username, string Email, string Password)
{
    public static SetupRequest Bind(RequestFields fields) => new(
        fields.Required("token", 200),
        fields.Required("username", UserPolicy.LongestLogin),
        fields.Required("email", UserPolicy.LongestEmail),
        fields.Required("password", PasswordVerifier.LongestPassword));

    public override string ToString() => nameof(SetupRequest); // never the password
}
