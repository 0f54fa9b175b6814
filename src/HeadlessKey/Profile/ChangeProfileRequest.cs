using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Users;

namespace HeadlessKey.Profile;

/// <summary>What users change in their own profile; missing fields stay.</summary>
/// <param name="DisplayName">The name that others see; not empty.</param>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="Nickname">The nickname.</param>
/// <param name="Locale">The language, such as <c>en_US</c>; empty for the browser's.</param>
/// <param name="Email">The new address. It takes effect once the link that is mailed there has been followed.</param>
/// <param name="CurrentPassword">Needed for another address only.</param>
internal sealed record ChangeProfileRequest(
    string? DisplayName, string? FirstName, string? LastName, string? Nickname, string? Locale, string? Email, string? CurrentPassword)
{
    public static ChangeProfileRequest Bind(RequestFields fields)
    {
        var request = new ChangeProfileRequest(
            Name(fields, "display_name"), Name(fields, "first_name"), Name(fields, "last_name"), Name(fields, "nickname"),
            fields.Changed("locale", LocalePolicy.Longest)?.Trim(),
            fields.Changed("email", UserPolicy.LongestEmail)?.Trim(),
            fields.Optional("current_password", PasswordVerifier.LongestPassword));
        if (request.DisplayName is "")
        {
            fields.Refuse("display_name", Messages.MustNotBeEmpty);
        }

        if (request.Locale is { } locale && LocalePolicy.FindFault(locale) is { } localeFault)
        {
            fields.Refuse("locale", localeFault);
        }

        if (request.Email is { } email && UserPolicy.FindEmailFault(email) is { } emailFault)
        {
            fields.Refuse("email", emailFault);
        }

        return request;
    }

    public override string ToString() => nameof(ChangeProfileRequest); // never the password

    private static string? Name(RequestFields fields, string name) =>
        fields.Changed(name, UserPolicy.LongestName) is { } text ? (CleanText.Cut(text, UserPolicy.LongestName) ?? string.Empty).Trim() : null;
}
