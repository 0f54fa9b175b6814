using System.Buffers;

namespace HeadlessKey.Http;

/// <summary>Text from outside, made harmless to keep: no control characters, a bounded length, null instead of nothing.</summary>
internal static class CleanText
{
    // Control characters, Unicode's own line ends, and what turns the direction in which the rest of a line is shown.
    private static readonly SearchValues<char> Harmful = SearchValues.Create(
    [
        .. Range('\0', '\u001f'), .. Range('\u007f', '\u009f'), .. Range('\u2028', '\u202e'), .. Range('\u2066', '\u2069'),
    ]);

    public static string? Cut(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var end = Math.Min(text.Length, longest);
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--; // half a character is no text
        }

        return text.AsSpan(0, end).ContainsAny(Harmful)
            ? string.Create(end, text, (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = Harmful.Contains(source[i]) ? ' ' : source[i];
                }
            })
            : text[..end];
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}
