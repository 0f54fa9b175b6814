using HeadlessKey.Http;

namespace HeadlessKey.Sites;

/// <summary>Reads what a call between sites carries: from its body, and of the headers what the body does not have.</summary>
internal static class SiteCallFields
{
    private const int Longest = 1000; // far more than any of them may have; what is wrong within is refused in one way

    public static SiteCall Bind(RequestFields fields, SiteCall headers) => new(
        Required(fields, "site_key", headers.SiteKey),
        Required(fields, "signature", headers.Signature),
        fields.TextOrNumber("timestamp", Longest) ?? headers.Timestamp,
        fields.Optional("nonce", Longest) ?? headers.Nonce);

    private static string Required(RequestFields fields, string name, string? header) =>
        string.IsNullOrEmpty(header) ? fields.Required(name, Longest)
        : fields.Optional(name, Longest) is { Length: > 0 } given ? given
        : header;
}
