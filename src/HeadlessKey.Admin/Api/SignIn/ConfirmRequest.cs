using HeadlessKey.Http;
using HeadlessKey.Passwords;

namespace HeadlessKey.Admin.Api.SignIn;

/// <summary>The password once more.</summary>
/// <param name="Password">The password, exactly as typed.</param>
internal sealed record ConfirmRequest(string Password)
{
    public static ConfirmRequest Bind(RequestFields fields) => new(fields.Required("password", PasswordVerifier.LongestPassword));

    public override string ToString() => nameof(ConfirmRequest); // never the password
}
