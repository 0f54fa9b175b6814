using HeadlessKey.Sites;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Authentication;

/// <summary>The headers of a call between sites.</summary>
internal static class SiteCallHeaders
{
    public const string Site = "X-HeadlessKey-Site";
    public const string Signature = "X-HeadlessKey-Signature";
    public const string Timestamp = "X-HeadlessKey-Timestamp";
    public const string Nonce = "X-HeadlessKey-Nonce";

    /// <summary>What the headers say; empty where they say nothing or say it twice.</summary>
    public static SiteCall Read(HttpContext context) => new(
        Find(context, Site) ?? string.Empty, Find(context, Signature) ?? string.Empty, Find(context, Timestamp), Find(context, Nonce));

    private static string? Find(HttpContext context, string name) => context.Request.Headers[name] is [{ Length: > 0 } one] ? one : null;
}
