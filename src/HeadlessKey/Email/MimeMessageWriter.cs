using System.Globalization;
using System.Text;

namespace HeadlessKey.Email;

/// <summary>
/// A mail as it travels: text and HTML, in lines that every server takes (RFC 5322, RFC 2045). No value of a header can end its line.
/// </summary>
internal sealed class MimeMessageWriter(TimeProvider time)
{
    private const int Base64Line = 57; // bytes for 76 characters

    /// <param name="email">The mail.</param>
    /// <param name="from">Its sender.</param>
    /// <param name="to">Its recipient.</param>
    public byte[] Write(OutgoingEmail email, MailboxAddress from, MailboxAddress to)
    {
        // Neither base64 nor quoted-printable can hold a line that begins like this.
        var boundary = $"=_{email.MessageId.Split('@')[0]}";
        var message = new StringBuilder();
        Header(message, "Date", time.GetUtcNow().ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(message, "From", $"{EncodedWord.EncodeName(email.FromName)} <{from.Text}>".TrimStart());
        Header(message, "To", $"<{to.Text}>");
        Header(message, "Message-ID", $"<{email.MessageId}>");
        Header(message, "Subject", EncodedWord.Encode(email.Subject));
        Header(message, "Content-Language", email.Language);
        Header(message, "Auto-Submitted", "auto-generated"); // RFC 3834: nobody's vacation answers it
        Header(message, "X-Auto-Response-Suppress", "All"); // the same for Exchange
        Header(message, "MIME-Version", "1.0");
        Header(message, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        message.Append("\r\n");
        Part(message, boundary, "text/plain", email.Text);
        Part(message, boundary, "text/html", email.Html);
        message.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.UTF8.GetBytes(message.ToString());
    }

    private static void Header(StringBuilder message, string name, string value)
    {
        // Only a fold, a line end before a blank, may stand in a value, and only the encoder makes one.
        if (value.Replace("\r\n ", string.Empty, StringComparison.Ordinal).Any(char.IsControl))
        {
            throw new FormatException($"The header {name} would hold a control character.");
        }

        message.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static void Part(StringBuilder message, string boundary, string type, string text)
    {
        var foreign = text.Count(c => c > '~');
        var readable = foreign <= text.Length / 6; // beyond that quoted-printable is the longer one
        message.Append("--").Append(boundary).Append("\r\n");
        Header(message, "Content-Type", $"{type}; charset=utf-8");
        Header(message, "Content-Transfer-Encoding", readable ? "quoted-printable" : "base64");
        message.Append("\r\n").Append(readable ? QuotedPrintable.Encode(text) : Base64(text));
    }

    private static string Base64(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
        var lines = new StringBuilder();
        for (var start = 0; start < bytes.Length; start += Base64Line)
        {
            lines.Append(Convert.ToBase64String(bytes, start, Math.Min(Base64Line, bytes.Length - start))).Append("\r\n");
        }

        return lines.ToString();
    }
}
