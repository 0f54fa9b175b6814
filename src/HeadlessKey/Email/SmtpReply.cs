using System.Text.RegularExpressions;
using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>What a mail server says to one command (RFC 5321, 4.2).</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestQuote = 300;

    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>The server will say the same next time.</summary>
    public bool IsFinal => Code is >= 500 and < 600;

    /// <summary>The reply in one line, for operators, without what it may have sent back of these.</summary>
    public string Quote(params string[] secrets)
    {
        var text = $"{Code} {string.Join(' ', Lines)}".Trim();
        var echoed = Word.Matches(text).Select(word => word.Value)
            .Where(word => Array.Exists(secrets, secret => secret.Contains(word, StringComparison.OrdinalIgnoreCase)));
        var quote = secrets.Where(secret => secret.Length > 0).Concat(echoed)
            .Aggregate(text, (quoted, word) => quoted.Replace(word, "…", StringComparison.OrdinalIgnoreCase));
        return CleanText.Cut(quote, LongestQuote) ?? string.Empty;
    }

    public override string ToString() => $"{Code}";

    // What could be a code, a token or a password: longer than most words, or with a digit in it.
    [GeneratedRegex(@"(?=[^\s""'<>()#&?;,]*[\d])[^\s""'<>()#&?;,]{6,}|[^\s""'<>()#&?;,]{16,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }
}
