namespace HeadlessKey;

/// <summary>
/// The pages that mailed links lead to. The secret is appended behind the <c>#</c>, which browsers keep to themselves: it stands in no
/// server's log and in no Referer.
/// </summary>
[Runtime]
public sealed class LinkOptions
{
    /// <summary>
    /// The front end's page that sets a new password, such as <c>https://app.example.com/reset</c>; it gets <c>#token=…&amp;login=…</c>.
    /// Default: the built-in page, <c>/account/reset</c> at the public URL.
    /// </summary>
    public string? ResetPassword { get; set; }

    /// <summary>
    /// The front end's page that verifies an address; it gets <c>#token=…</c>. Default: the built-in page, <c>/account/verify</c> at the
    /// public URL.
    /// </summary>
    public string? VerifyEmail { get; set; }

    /// <summary>
    /// The front end's page for people who were invited; it gets <c>#invitation=…&amp;email=…</c>. Default: the built-in page,
    /// <c>/account/register</c> at the public URL.
    /// </summary>
    public string? Register { get; set; }
}
