using System.Buffers;

namespace HeadlessKey.Directory.Transfer;

/// <summary>A record as RFC 4180 writes it, harmless to spreadsheets.</summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\t\"\r\n");

    public static string Of(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string cell)
    {
        var text = SpreadsheetCell.Guard(cell);
        return text.AsSpan().ContainsAny(NeedQuotes) || text.StartsWith(' ') || text.EndsWith(' ')
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
