using HeadlessKey.Directory;

namespace HeadlessKey.PasswordChange;

/// <summary>How a change of the password ended.</summary>
internal abstract record PasswordChangeResult
{
    internal sealed record Changed : PasswordChangeResult;

    internal sealed record IncorrectPassword : PasswordChangeResult;

    /// <summary>The new password will not do, or the server is busy.</summary>
    internal sealed record Refused(AccountFault Fault) : PasswordChangeResult;

    /// <summary>The token was good, but its session has ended meanwhile.</summary>
    internal sealed record SessionEnded : PasswordChangeResult;
}
