using HeadlessKey.Directory;
using HeadlessKey.Users;

namespace HeadlessKey.WordPress;

/// <summary>What became of a change that the site was told to make.</summary>
internal abstract record ChangeOutcome
{
    /// <summary>It was made, and this is how the person is now.</summary>
    internal sealed record Made(UserCopy User) : ChangeOutcome;

    /// <summary>It was certainly not made.</summary>
    internal sealed record Refused(AccountFault Fault) : ChangeOutcome;

    /// <summary>It was not made, because the account is not what was read any more.</summary>
    internal sealed record Outdated : ChangeOutcome;

    /// <summary>The answer is lost, or the call had been made before, by whoever is in between.</summary>
    internal sealed record Unknown : ChangeOutcome;
}
