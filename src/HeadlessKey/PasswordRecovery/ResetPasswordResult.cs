using HeadlessKey.Directory;

namespace HeadlessKey.PasswordRecovery;

/// <summary>How a reset ended.</summary>
internal abstract record ResetPasswordResult
{
    internal sealed record Updated : ResetPasswordResult;

    /// <summary>No such person, a disabled one, or a link or code that is wrong, used or expired: one answer for all.</summary>
    internal sealed record InvalidKey : ResetPasswordResult;

    /// <summary>The password will not do, or the server is busy. The link can be used again.</summary>
    internal sealed record Refused(AccountFault Fault) : ResetPasswordResult;
}
