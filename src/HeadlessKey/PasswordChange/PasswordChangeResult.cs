using HeadlessKey.Directory;

namespace HeadlessKey.PasswordChange;

/// <summary>How a change of the password ended.</summary>
internal abstract record PasswordChangeResult
{
    internal sealed record Changed : PasswordChangeResult;

    /// <summary>The present password is not the one, the new one will not do, or the server is busy.</summary>
    internal sealed record Refused(AccountFault Fault) : PasswordChangeResult;

    /// <summary>The token was good, but its session has ended meanwhile.</summary>
    internal sealed record SessionEnded : PasswordChangeResult;
}
