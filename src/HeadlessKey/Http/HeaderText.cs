namespace HeadlessKey.Http;

/// <summary>Text as the value of a header.</summary>
internal static class HeaderText
{
    /// <summary>
    /// Percent-encodes (RFC 3986, 2.1) what a header cannot carry or a list would be cut at. Letters, digits, <c>@ . _ ~ -</c> and inner spaces
    /// stay as they are, so that a usual login reads as it is; whoever decodes gets the very text back.
    /// </summary>
    public static string Encode(string text)
    {
        var encoded = Uri.EscapeDataString(text).Replace("%40", "@", StringComparison.Ordinal);
        return text.StartsWith(' ') || text.EndsWith(' ') ? encoded : encoded.Replace("%20", " ", StringComparison.Ordinal);
    }
}
