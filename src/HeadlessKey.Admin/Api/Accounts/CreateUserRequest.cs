using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Roles;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary>An account to make.</summary>
/// <param name="Login">The login.</param>
/// <param name="Email">The e-mail address, which counts as proven.</param>
/// <param name="DisplayName">The name to show; default: the login.</param>
/// <param name="Password">The password.</param>
/// <param name="Roles">The roles; default: subscriber.</param>
internal sealed record CreateUserRequest(string Login, string Email, string DisplayName, string Password, IReadOnlyList<string> Roles)
{
    public static CreateUserRequest Bind(RequestFields fields)
    {
        var login = fields.Required("login", UserPolicy.LongestLogin);
        return new CreateUserRequest(
            login,
            fields.Required("email", UserPolicy.LongestEmail),
            fields.Optional("display_name", UserPolicy.LongestName) is { Length: > 0 } name ? name : login,
            fields.Required("password", PasswordVerifier.LongestPassword),
            fields.Texts("roles", 50, 60) ?? [Role.Subscriber]);
    }

    public override string ToString() => nameof(CreateUserRequest); // never the password
}
