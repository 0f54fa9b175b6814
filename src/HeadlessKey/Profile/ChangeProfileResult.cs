using HeadlessKey.Directory;

namespace HeadlessKey.Profile;

/// <summary>How a change of the profile ended.</summary>
internal abstract record ChangeProfileResult
{
    internal sealed record Changed : ChangeProfileResult;

    /// <summary>Another address needs the password.</summary>
    internal sealed record PasswordMissing : ChangeProfileResult;

    internal sealed record Refused(AccountFault Fault) : ChangeProfileResult;

    /// <summary>The token was good, but its session has ended meanwhile.</summary>
    internal sealed record SessionEnded : ChangeProfileResult;
}
