using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.SignIn;

/// <summary>Who wants to administer.</summary>
/// <param name="Username">The login or the e-mail address.</param>
/// <param name="Password">The password, exactly as typed.</param>
internal sealed record AdminSignInRequest(string Username, string Password)
{
    public static AdminSignInRequest Bind(RequestFields fields) => new(
        fields.Required("username", UserPolicy.LongestEmail),
        fields.Required("password", PasswordVerifier.LongestPassword));

    public override string ToString() => nameof(AdminSignInRequest); // never the password
}
