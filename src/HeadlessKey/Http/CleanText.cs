namespace HeadlessKey.Http;

/// <summary>Text from outside, made harmless to keep: no control characters, a bounded length, null instead of nothing.</summary>
internal static class CleanText
{
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

        return text.AsSpan(0, end).ContainsAnyInRange('\0', '\u001f') || text.AsSpan(0, end).ContainsAnyInRange('\u007f', '\u009f')
            ? string.Create(end, text, (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.IsControl(source[i]) ? ' ' : source[i];
                }
            })
            : text[..end];
    }
}
