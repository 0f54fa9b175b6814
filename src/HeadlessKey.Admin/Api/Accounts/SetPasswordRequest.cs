using HeadlessKey.Http;
using HeadlessKey.Passwords;

namespace HeadlessKey.Admin.Api.Accounts;

/// <summary>A password that an administrator sets.</summary>
/// <param name="Password">The password, exactly as typed.</param>
internal sealed record SetPasswordRequest(string Password)
{
    public static SetPasswordRequest Bind(RequestFields fields) => new(fields.Required("password", PasswordVerifier.LongestPassword));

    public override string ToString() => nameof(SetPasswordRequest); // never the password
}
