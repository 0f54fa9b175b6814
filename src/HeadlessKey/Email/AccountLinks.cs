namespace HeadlessKey.Email;

/// <summary>
/// The links in mails. They start with what is configured, never with the request's <c>Host</c>, which the sender of the request chooses;
/// and the secret stands behind the <c>#</c>, which no browser sends to a server.
/// </summary>
internal sealed class AccountLinks(HeadlessKeyOptions options)
{
    /// <summary>Where the built-in pages are.</summary>
    public const string ResetPage = "/account/reset";
    public const string VerifyPage = "/account/verify";
    public const string RegisterPage = "/account/register";

    public string ResetPassword(string login, string token) =>
        Build(options.Links.ResetPassword, ResetPage, $"token={token}&login={Uri.EscapeDataString(login)}");

    /// <summary>The page where a new password is asked for, without any secret.</summary>
    public string AskForReset() => options.Links.ResetPassword ?? PublicUrl + ResetPage;

    public string VerifyEmail(string token) => Build(options.Links.VerifyEmail, VerifyPage, $"token={token}");

    public string Register(string email, string invitation) =>
        Build(options.Links.Register, RegisterPage, $"invitation={invitation}&email={Uri.EscapeDataString(email)}");

    private string PublicUrl => options.PublicUrl!.TrimEnd('/');

    private string Build(string? configured, string builtIn, string secrets)
    {
        var page = configured ?? PublicUrl + builtIn;

        // A front end that routes behind the # gets them as that route's query.
        return !page.Contains('#', StringComparison.Ordinal) ? $"{page}#{secrets}"
            : page.Contains('?', StringComparison.Ordinal) && page.LastIndexOf('?') > page.IndexOf('#', StringComparison.Ordinal) ? $"{page}&{secrets}"
            : $"{page}?{secrets}";
    }
}
