using System.Text;
using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>Text in a header line: whatever it is, it stays in that header.</summary>
internal static class EncodedWord
{
    private const int LongestText = 300;
    private const int LongestPlain = 60;
    private const int BytesPerWord = 39; // 52 characters of base64, 12 around them and the header's name: a line of less than 78

    /// <summary>The text as it is, or as encoded words on folded lines (RFC 2047).</summary>
    public static string Encode(string text)
    {
        var line = OneLine(text);
        return IsPlain(line) ? line : string.Join("\r\n ", Words(line));
    }

    /// <summary>A name before an address (RFC 5322, 3.2.5).</summary>
    public static string EncodeName(string name)
    {
        var line = OneLine(name);
        return !IsPlain(line) ? string.Join("\r\n ", Words(line))
            : line.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_') ? line
            : $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static string OneLine(string text) => CleanText.Cut(text, LongestText)?.Trim() ?? string.Empty;

    private static bool IsPlain(string line) =>
        line.Length <= LongestPlain && line.All(c => c is >= ' ' and <= '~') && !line.Contains("=?", StringComparison.Ordinal);

    // A character is never spread over two words.
    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > BytesPerWord)
            {
                yield return Word(word);
                word.Clear();
                bytes = 0;
            }

            word.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        yield return Word(word);
    }

    private static string Word(StringBuilder text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()))}?=";
}
