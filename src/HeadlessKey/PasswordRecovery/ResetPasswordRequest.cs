using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>A new password, with what proves that it may be set.</summary>
/// <param name="Login">The login or the e-mail address.</param>
/// <param name="Password">The new password.</param>
/// <param name="Token">What the mailed link carries.</param>
/// <param name="Otp">The mailed code, in the place of the link's token.</param>
internal sealed record ResetPasswordRequest(string Login, string Password, string? Token, string? Otp)
{
    private const int LongestToken = 200;
    private const int LongestCode = 50;

    public static ResetPasswordRequest Bind(RequestFields fields)
    {
        var (login, password) = (fields.Required("login", UserPolicy.LongestEmail), fields.Required("password", PasswordVerifier.LongestPassword));
        var code = fields.Optional("otp", LongestCode);
        if (string.IsNullOrEmpty(code))
        {
            return new ResetPasswordRequest(login, password, fields.Required("token", LongestToken), Otp: null);
        }

        if (!string.IsNullOrEmpty(fields.Optional("token", LongestToken)))
        {
            fields.Refuse("token", Messages.TokenOrCode);
        }

        return new ResetPasswordRequest(login, password, Token: null, code);
    }

    public override string ToString() => nameof(ResetPasswordRequest); // never the password, the token or the code
}
