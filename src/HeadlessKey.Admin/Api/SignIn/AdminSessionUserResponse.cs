namespace HeadlessKey.Admin.Api.SignIn;

/// <summary>The administrator who is signed in.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Login">The login.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Locale">The profile's language, such as zh_CN, or empty.</param>
internal sealed record AdminSessionUserResponse(long Id, string Login, string Email, string DisplayName, string Locale);
