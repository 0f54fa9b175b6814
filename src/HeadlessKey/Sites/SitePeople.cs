namespace HeadlessKey.Sites;

/// <summary>What becomes of a site's people who come for the first time.</summary>
internal static class SitePeople
{
    /// <summary>They get an account; where one has their address already, that one must be linked by its owner.</summary>
    public const string Provision = "provision";

    /// <summary>The same, but an account with the same address is linked by itself when both sides have proven the address.</summary>
    public const string LinkByVerifiedEmail = "link_by_verified_email";

    /// <summary>They must have an account and have linked it.</summary>
    public const string LinkedOnly = "linked_only";

    public static IReadOnlyList<string> All { get; } = [Provision, LinkByVerifiedEmail, LinkedOnly];
}
