using HeadlessKey.Directory;
using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>How a change of the own links ended.</summary>
internal abstract record LinkResult
{
    internal sealed record Linked(SsoLink Link, string SiteName) : LinkResult;

    internal sealed record Unlinked : LinkResult;

    /// <summary>Anything that is wrong with the call, the token or the site.</summary>
    internal sealed record Rejected : LinkResult;

    /// <summary>That person is somebody here already, or this account is already somebody there.</summary>
    internal sealed record AlreadyLinked : LinkResult;

    /// <summary>The password was not right, or too many were tried.</summary>
    internal sealed record Refused(AccountFault Fault) : LinkResult;

    internal sealed record NoSuchLink : LinkResult;

    /// <summary>The token was good, but its session has ended meanwhile.</summary>
    internal sealed record SessionEnded : LinkResult;
}
