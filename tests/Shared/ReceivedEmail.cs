using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HeadlessKey.Testing;

/// <summary>A mail as its reader's program understands it: taken apart again by what the RFCs say, not by what our writer does.</summary>
public sealed partial class ReceivedEmail
{
    private readonly List<(string Name, string Value)> headers;

    private ReceivedEmail(string raw)
    {
        Raw = raw;
        var (head, body) = Split(raw);
        headers = head;
        var boundary = Boundary.Match(Header("Content-Type")).Groups["boundary"].Value;
        var parts = body.Split($"--{boundary}")[1..^1].Select(part => Split(part[2..])).ToList();
        Parts = [.. parts.Select(part => One(part.Headers, "Content-Type"))];
        Text = Decode(parts[0]);
        Html = Decode(parts[1]);
    }

    public string Raw { get; }

    public IReadOnlyList<string> Names => [.. headers.Select(header => header.Name)];

    /// <summary>The types of the parts, in order.</summary>
    public IReadOnlyList<string> Parts { get; }

    public string Text { get; }

    public string Html { get; }

    public string Subject => DecodeWords(Header("Subject"));

    public static ReceivedEmail Parse(byte[] raw) => new(Encoding.UTF8.GetString(raw));

    public static ReceivedEmail Read(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>A header's value on one line, as it travelled.</summary>
    public string Header(string name) => One(headers, name);

    /// <summary>A header's value as its reader sees it.</summary>
    public string Decoded(string name) => DecodeWords(Header(name));

    private static string One(List<(string Name, string Value)> headers, string name) =>
        headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static (List<(string Name, string Value)> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var unfolded = Fold.Replace(raw[..end], " ");
        var headers = unfolded.Split("\r\n").Select(line => line.Split(':', 2)).Select(line => (line[0], line[1].Trim())).ToList();
        return (headers, raw[(end + 4)..]);
    }

    private static string Decode((List<(string Name, string Value)> Headers, string Body) part)
    {
        var bytes = One(part.Headers, "Content-Transfer-Encoding") switch
        {
            "base64" => Convert.FromBase64String(part.Body.Replace("\r\n", string.Empty, StringComparison.Ordinal)),
            "quoted-printable" => FromQuotedPrintable(part.Body),
            var other => throw new FormatException($"Unknown encoding {other}."),
        };
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
    }

    private static byte[] FromQuotedPrintable(string text)
    {
        var joined = text.Replace("=\r\n", string.Empty, StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=')
            {
                bytes.Add(byte.Parse(joined.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)joined[i]);
            }
        }

        return [.. bytes];
    }

    private static string DecodeWords(string value) =>
        Word.Replace(Between.Replace(value, "?==?"), word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value)));

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold { get; }

    [GeneratedRegex(@"boundary=""(?<boundary>[^""]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Boundary { get; }

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Word { get; }

    // Blanks between encoded words are not part of the text (RFC 2047, 6.2).
    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between { get; }
}
