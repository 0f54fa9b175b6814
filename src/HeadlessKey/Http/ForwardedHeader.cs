namespace HeadlessKey.Http;

/// <summary>Reads the hops of a <c>Forwarded</c> header (RFC 7239, 4).</summary>
internal static class ForwardedHeader
{
    /// <summary>The <c>for</c> of each hop, from the client's end to ours; empty text for a hop that has none.</summary>
    public static IReadOnlyList<string> For(string header)
    {
        var hops = new List<string>();
        var rest = header.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = IndexOutsideQuotes(rest, ',');
            var element = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!element.Trim().IsEmpty)
            {
                hops.Add(ForOf(element));
            }
        }

        return hops;
    }

    private static string ForOf(ReadOnlySpan<char> element)
    {
        while (!element.IsEmpty)
        {
            var end = IndexOutsideQuotes(element, ';');
            var pair = (end < 0 ? element : element[..end]).Trim();
            element = end < 0 ? default : element[(end + 1)..];
            if (pair.StartsWith("for=", StringComparison.OrdinalIgnoreCase))
            {
                return pair[4..].Trim('"').ToString();
            }
        }

        return string.Empty;
    }

    private static int IndexOutsideQuotes(ReadOnlySpan<char> text, char sought)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
            {
                i++; // the next one is taken as it is
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == sought && !quoted)
            {
                return i;
            }
        }

        return -1;
    }
}
