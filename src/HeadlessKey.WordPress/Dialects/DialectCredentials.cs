using HeadlessKey.Http;
using HeadlessKey.Login;
using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>What a front end of the other plugins sends to sign in. What is missing has a code of its own there.</summary>
internal sealed record DialectCredentials(string Username, string Password, string? Device)
{
    private const int LongestDevice = 100;

    public static DialectCredentials Bind(RequestFields fields) => new(
        fields.Optional("username", UserPolicy.LongestEmail) ?? string.Empty,
        fields.Optional("password", PasswordVerifier.LongestPassword) ?? string.Empty,
        CleanText.Cut(fields.Optional("device", LongestDevice), LongestDevice) is { Length: > 0 } device ? device : null);

    public LoginRequest ToRequest() => new(Username, Password, Device, Remember: true);

    public override string ToString() => nameof(DialectCredentials); // never the password
}
