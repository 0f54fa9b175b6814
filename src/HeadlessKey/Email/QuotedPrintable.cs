using System.Text;

namespace HeadlessKey.Email;

/// <summary>Text as ASCII in short lines that stay readable (RFC 2045, 6.7).</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 75; // 76 with the = of a soft break
    private static readonly char[] Hex = [.. "0123456789ABCDEF"];

    public static string Encode(string text)
    {
        var result = new StringBuilder(text.Length + (text.Length / 8));
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            AppendLine(result, Encoding.UTF8.GetBytes(line));
            result.Append("\r\n");
        }

        return result.ToString();
    }

    private static void AppendLine(StringBuilder result, byte[] line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            // A blank at the end of a line may be cut off on its way.
            var plain = line[i] is >= 33 and <= 126 and not (byte)'=' || (line[i] is (byte)' ' or (byte)'\t' && i < line.Length - 1);
            var width = plain ? 1 : 3;
            if (column + width > LongestLine)
            {
                result.Append("=\r\n");
                column = 0;
            }

            _ = plain ? result.Append((char)line[i]) : result.Append('=').Append(Hex[line[i] >> 4]).Append(Hex[line[i] & 15]);
            column += width;
        }
    }
}
