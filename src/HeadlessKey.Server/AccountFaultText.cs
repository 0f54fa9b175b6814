using HeadlessKey.Directory;
using HeadlessKey.Passwords;

namespace HeadlessKey.Server;

/// <summary>A fault of an account in words, for the console.</summary>
internal static class AccountFaultText
{
    public static string Of(AccountFault fault) => fault switch
    {
        AccountFault.Invalid invalid => invalid.Why,
        AccountFault.PasswordRefused =>
            $"The password must have {PasswordPolicy.Shortest} to {PasswordVerifier.LongestPassword} characters.",
        _ => AccountErrors.Of(fault).Message,
    };
}
