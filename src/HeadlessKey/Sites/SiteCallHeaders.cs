namespace HeadlessKey.Sites;

/// <summary>The headers of a call between sites.</summary>
internal static class SiteCallHeaders
{
    public const string Site = "X-HeadlessKey-Site";
    public const string Signature = "X-HeadlessKey-Signature";
    public const string Timestamp = "X-HeadlessKey-Timestamp";
    public const string Nonce = "X-HeadlessKey-Nonce";
}
