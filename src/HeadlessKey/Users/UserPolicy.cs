using System.Text.RegularExpressions;
using HeadlessKey.Http;

namespace HeadlessKey.Users;

/// <summary>Which logins and addresses an account may have.</summary>
internal static partial class UserPolicy
{
    public const int LongestLogin = 60;
    public const int LongestEmail = 254; // RFC 5321, 4.5.3.1
    public const int LongestName = 250;

    /// <summary>How logins and addresses are compared.</summary>
    public static string Key(string text) => text.Trim().ToLowerInvariant();

    /// <summary>Why the login will not do, or null.</summary>
    public static Text? FindLoginFault(string login, string email)
    {
        if (login.Length is 0 or > LongestLogin || !LoginPattern.IsMatch(login))
        {
            return Messages.LoginForm(LongestLogin);
        }

        // Somebody else's address as a login would catch what its owner types at sign-in.
        return login.Contains('@', StringComparison.Ordinal) && !string.Equals(Key(login), Key(email), StringComparison.Ordinal)
            ? Messages.LoginIsAddress
            : null;
    }

    /// <summary>Why the e-mail address will not do, or null.</summary>
    public static Text? FindEmailFault(string email) =>
        email.Length > LongestEmail || !EmailPattern.IsMatch(email) ? Messages.EmailInvalid : null;

    [GeneratedRegex(@"^[A-Za-z0-9._@-]([A-Za-z0-9._@ -]*[A-Za-z0-9._@-])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoginPattern { get; }

    [GeneratedRegex(@"^[^\s@\p{C}""(),:;<>\[\\\]]+@(?!\.)([^\s@\p{C}""(),:;<>\[\\\]](?<!\.\.))+(?<!\.)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmailPattern { get; }
}
