using HeadlessKey.Users;

namespace HeadlessKey.WordPress;

/// <summary>What the site says of a login and a password.</summary>
internal abstract record VerifyResult
{
    /// <summary>They are right, and this is whose.</summary>
    internal sealed record Right(UserCopy User) : VerifyResult;

    /// <summary>They are right, and the user is switched off.</summary>
    internal sealed record Disabled : VerifyResult;

    /// <summary>No such user, not the password, or another plugin of the site says no.</summary>
    internal sealed record Wrong : VerifyResult;
}
