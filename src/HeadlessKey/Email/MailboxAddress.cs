using System.Globalization;

namespace HeadlessKey.Email;

/// <summary>An address as mail servers take it: the domain in ASCII, nothing that could end a line or an argument.</summary>
/// <param name="Text">The address.</param>
/// <param name="NeedsUtf8">Its local part has letters beyond ASCII, which a server must be able to take (RFC 6531).</param>
internal sealed record MailboxAddress(string Text, bool NeedsUtf8)
{
    private const int Longest = 254; // RFC 5321, 4.5.3.1
    private static readonly IdnMapping Idn = new();

    /// <summary>Whose it is can be told from it by who knows them, and it is no address that a list could be made of.</summary>
    public static string Shorten(string address) =>
        address.LastIndexOf('@') is var at and > 0 ? string.Concat(address.AsSpan(0, 1), "…", address.AsSpan(at)) : "…";

    /// <summary>The address, or null when it is none that mail could be sent to.</summary>
    public static MailboxAddress? Parse(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || "<>()[]\\,;:\"".Contains(c, StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            var domain = address[(at + 1)..];
            var text = $"{address[..at]}@{(domain.All(char.IsAscii) ? domain : Idn.GetAscii(domain))}";
            return text.Length > Longest || text.IndexOf('@', StringComparison.Ordinal) != at ? null : new MailboxAddress(text, !text.All(char.IsAscii));
        }
        catch (ArgumentException)
        {
            return null; // no domain in any script
        }
    }

    public override string ToString() => "an address";
}
