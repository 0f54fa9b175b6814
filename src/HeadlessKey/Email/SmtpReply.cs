using System.Text.RegularExpressions;
using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>What a mail server says to one command (RFC 5321, 4.2).</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestQuote = 300;
    private const int LongestName = 300;
    private const int TellingLength = 8; // a code has eight digits
    private const string LeftOut = "…";

    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>The server will say the same next time.</summary>
    public bool IsFinal => Code is >= 500 and < 600;

    /// <summary>The reply in one line, for operators. Servers like to send back what they did not like: that is left out.</summary>
    /// <param name="secrets">What was said to the server: names and passwords, or a whole mail.</param>
    public string Quote(params string[] secrets)
    {
        var quote = CleanText.Cut($"{Code} {string.Join(' ', Lines)}", LongestQuote)!.Trim();
        foreach (var secret in secrets.Where(secret => secret.Length is > 0 and <= LongestName))
        {
            quote = quote.Replace(secret, LeftOut, StringComparison.OrdinalIgnoreCase);
        }

        return Word.Replace(quote, word => Array.Exists(secrets, secret => SharesPart(word.Value, secret)) ? LeftOut : word.Value);
    }

    public override string ToString() => $"{Code}";

    // However it was wrapped or encoded on its way back, a piece of it will do.
    private static bool SharesPart(string word, string secret)
    {
        for (var start = 0; start + TellingLength <= word.Length; start++)
        {
            if (secret.AsSpan().Contains(word.AsSpan(start, TellingLength), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\S{8,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }
}
