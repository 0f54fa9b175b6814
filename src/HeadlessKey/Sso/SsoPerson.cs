using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>Who somebody of another site is here.</summary>
internal abstract record SsoPerson
{
    /// <summary>An account, linked from before or by now.</summary>
    /// <param name="User">The account, as this transaction has it.</param>
    /// <param name="Superseded">What this node's revocation list must learn once the transaction has committed.</param>
    internal sealed record Known(User User, IReadOnlyList<RevocationEntry> Superseded) : SsoPerson;

    /// <summary>There may be an account, but its owner must say so.</summary>
    /// <param name="Reason">A code for the record.</param>
    internal sealed record LinkRequired(string Reason = "link_required") : SsoPerson;

    /// <summary>An account could be made, but nobody has proven its address, and here one must be.</summary>
    internal sealed record EmailNotVerified : SsoPerson;

    /// <summary>The account or its link changed at that very moment: a new try will tell.</summary>
    internal sealed record Changed : SsoPerson;

    /// <summary>Nobody, and no account can be made; a code for the record.</summary>
    internal sealed record Refused(string Reason) : SsoPerson;
}
