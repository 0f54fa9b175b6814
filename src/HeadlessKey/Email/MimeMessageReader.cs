using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HeadlessKey.Email;

/// <summary>Reads what <see cref="MimeMessageWriter"/> writes, and no more than that.</summary>
internal static partial class MimeMessageReader
{
    /// <exception cref="FormatException">It was written by somebody else.</exception>
    public static (string From, string To, string Subject, string Text, string Html) Read(string raw)
    {
        var (headers, body) = Split(raw);
        var boundary = Boundary.Match(headers["Content-Type"]) is { Success: true } match ? match.Groups["boundary"].Value : throw new FormatException("It has no parts.");
        return body.Split($"--{boundary}") is [_, var text, var html, _]
            ? (Words(headers["From"]), headers["To"].Trim('<', '>'), Words(headers["Subject"]), Part(text), Part(html))
            : throw new FormatException("It has other parts.");
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["From"] = string.Empty, ["To"] = string.Empty, ["Subject"] = string.Empty, ["Content-Type"] = string.Empty };
        foreach (var line in Fold.Replace(end < 0 ? raw : raw[..end], " ").Split("\r\n"))
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                headers[name] = value.Trim();
            }
        }

        return (headers, end < 0 ? string.Empty : raw[(end + 4)..]);
    }

    private static string Part(string raw)
    {
        var (headers, body) = Split(raw.TrimStart('\r', '\n'));
        var bytes = headers.GetValueOrDefault("Content-Transfer-Encoding") switch
        {
            "base64" => Convert.FromBase64String(body.ReplaceLineEndings(string.Empty)),
            "quoted-printable" => FromQuotedPrintable(body),
            _ => throw new FormatException("It is encoded in another way."),
        };
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
    }

    private static byte[] FromQuotedPrintable(string text)
    {
        var joined = text.Replace("=\r\n", string.Empty, StringComparison.Ordinal);
        var bytes = new List<byte>(joined.Length);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=' && i + 2 < joined.Length && byte.TryParse(joined.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                i += 2;
            }
            else
            {
                bytes.Add((byte)joined[i]);
            }
        }

        return [.. bytes];
    }

    private static string Words(string value) =>
        Word.Replace(Between.Replace(value, "?==?"), static word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value)));

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fold { get; }

    [GeneratedRegex(@"boundary=""(?<boundary>[^""]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Boundary { get; }

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\?=\s+=\?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Between { get; }
}
