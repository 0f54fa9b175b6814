using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>Who wants an account. These fields and no others are read: nothing else about an account can be set from outside.</summary>
/// <param name="Username">The login.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Password">The password, as long as the settings want it.</param>
/// <param name="Name">The display name; optional.</param>
/// <param name="Invitation">What the link of an invitation carries; optional.</param>
internal sealed record RegisterRequest(string Username, string Email, string Password, string? Name, string? Invitation)
{
    public static RegisterRequest Bind(RequestFields fields)
    {
        var request = new RegisterRequest(
            fields.Required("username", UserPolicy.LongestLogin),
            fields.Required("email", UserPolicy.LongestEmail),
            fields.Required("password", PasswordVerifier.LongestPassword),
            CleanText.Cut(fields.Optional("name", UserPolicy.LongestName), int.MaxValue),
            fields.Optional("invitation", 200) is { Length: > 0 } invitation ? invitation : null);
        if (UserPolicy.FindLoginFault(request.Username, request.Email) is { } loginFault && request.Username.Length > 0)
        {
            fields.Refuse("username", loginFault);
        }

        if (UserPolicy.FindEmailFault(request.Email) is { } emailFault && request.Email.Length > 0)
        {
            fields.Refuse("email", emailFault);
        }

        return request;
    }

    public override string ToString() => nameof(RegisterRequest); // never the password
}
