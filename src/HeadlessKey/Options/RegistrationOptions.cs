namespace HeadlessKey;

/// <summary>Who may make an account, and what it starts with.</summary>
[Runtime]
public sealed class RegistrationOptions
{
    internal const string Open = "open";
    internal const string ByInvitation = "invitation";
    internal const string Closed = "closed";

    internal const string Off = "off";
    internal const string Optional = "optional";
    internal const string Required = "required";

    /// <summary>
    /// Who may register: <c>open</c> (default, anybody), <c>invitation</c> (whoever was sent one by <c>headlesskey user invite</c>) or
    /// <c>closed</c> (nobody).
    /// </summary>
    public string Mode { get; set; } = Open;

    /// <summary>
    /// Whether an address must be proven by a mailed link: <c>off</c> (default), <c>optional</c> (the mail is sent, sign-in does not wait
    /// for it) or <c>required</c> (no sign-in before it).
    /// </summary>
    public string EmailVerification { get; set; } = Off;

    /// <summary>
    /// Whether a taken address and a free one get the same answer, so that nobody can ask who has an account; default false. The
    /// account is then made when the mailed link is followed, and the owner of a taken address gets a mail.
    /// </summary>
    public bool Private { get; set; }

    /// <summary>
    /// Domains that addresses may be of, such as <c>example.com</c>, or <c>*.example.com</c> for all below it; default: any.
    /// </summary>
    public IList<string> AllowedDomains { get; set; } = [];

    /// <summary>Domains that addresses may not be of, written like the allowed ones; default: none. They win.</summary>
    public IList<string> RefusedDomains { get; set; } = [];

    /// <summary>The role of anyone who registers; default <c>subscriber</c>. Not <c>administrator</c>.</summary>
    public string DefaultRole { get; set; } = "subscriber";

    /// <summary>How long an invitation may be used; default 7 days, from 1 hour to 90 days.</summary>
    public TimeSpan InvitationLifetime { get; set; } = TimeSpan.FromDays(7);
}
