using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>Another mail, please.</summary>
/// <param name="Login">The login or the e-mail address.</param>
internal sealed record ResendVerificationRequest(string Login)
{
    public static ResendVerificationRequest Bind(RequestFields fields) => new(fields.Required("login", UserPolicy.LongestEmail));
}
