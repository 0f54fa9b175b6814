using HeadlessKey.Directory;
using HeadlessKey.Passwords;

namespace HeadlessKey.Server;

/// <summary>A fault of an account in words, for the console.</summary>
internal static class AccountFaultText
{
    public static string Of(AccountFault fault) => fault switch
    {
        AccountFault.Invalid invalid => invalid.Why.English,
        AccountFault.PasswordRefused refused => $"That password cannot be used: {string.Join("; ", refused.Reasons.Select(reason => InWords(reason, refused.Shortest)))}.",
        _ => AccountErrors.Of(fault).Message.English,
    };

    private static string InWords(string reason, int shortest) => reason switch
    {
        PasswordFault.TooShort => $"it needs at least {shortest} characters",
        PasswordFault.TooLong => "it has more than 1,024 characters",
        PasswordFault.Common => "it is one of the most common passwords",
        PasswordFault.ContainsLogin => "the login is in it",
        PasswordFault.ContainsEmail => "the name of the e-mail address is in it",
        PasswordFault.ContainsSiteName => "the site's name is in it",
        PasswordFault.Breached => "it is known from a leak",
        PasswordFault.BreachCheckUnavailable => "the list of leaked passwords cannot be asked just now, and HeadlessKey:Passwords:BreachCheck is fail_closed",
        _ => reason,
    };
}
