using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Login;

/// <summary>Who wants to sign in, with what.</summary>
/// <param name="Username">The login or the e-mail address.</param>
/// <param name="Password">The password, exactly as typed.</param>
/// <param name="Device">What the user calls this device; optional.</param>
/// <param name="Remember">False: the session ends within the day.</param>
internal sealed record LoginRequest(string Username, string Password, string? Device, bool Remember)
{
    private const int LongestDevice = 100;

    public static LoginRequest Bind(RequestFields fields) => new(
        fields.Required("username", UserPolicy.LongestEmail),
        fields.Required("password", PasswordVerifier.LongestPassword),
        CleanText.Cut(fields.Optional("device", LongestDevice), LongestDevice),
        fields.Flag("remember", otherwise: true));

    public override string ToString() => nameof(LoginRequest); // never the password
}
