using HeadlessKey.Http;
using HeadlessKey.Passwords;

namespace HeadlessKey.PasswordChange;

/// <summary>The old password and the new one. Whose they are follows from the bearer token, never from here.</summary>
/// <param name="CurrentPassword">The password until now.</param>
/// <param name="NewPassword">The password from now on.</param>
internal sealed record ChangePasswordRequest(string CurrentPassword, string NewPassword)
{
    public static ChangePasswordRequest Bind(RequestFields fields) => new(
        fields.Required("current_password", PasswordVerifier.LongestPassword),
        fields.Required("new_password", PasswordVerifier.LongestPassword));

    public override string ToString() => nameof(ChangePasswordRequest); // never a password
}
