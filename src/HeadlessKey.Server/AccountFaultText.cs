using HeadlessKey.Directory;

namespace HeadlessKey.Server;

/// <summary>A fault of an account in words, for the console.</summary>
internal static class AccountFaultText
{
    public static string Of(AccountFault fault) => fault switch
    {
        AccountFault.Invalid invalid => invalid.Why.English,
        AccountFault.PasswordRefused refused => $"That password cannot be used: {string.Join(", ", refused.Reasons)}.",
        _ => AccountErrors.Of(fault).Message.English,
    };
}
