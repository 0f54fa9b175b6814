using HeadlessKey.Directory;

namespace HeadlessKey.Registration;

/// <summary>How an invitation ended.</summary>
internal abstract record InvitationResult
{
    /// <summary>The mail is on its way.</summary>
    internal sealed record Sent(string Link) : InvitationResult;

    /// <summary>Registration is closed: nobody could follow it.</summary>
    internal sealed record Closed : InvitationResult;

    /// <summary>This server sends no mail.</summary>
    internal sealed record NoMail : InvitationResult;

    internal sealed record Refused(AccountFault Fault) : InvitationResult;
}
