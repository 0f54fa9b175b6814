using System.Globalization;
using System.Text;

namespace HeadlessKey.Directory.Transfer;

/// <summary>
/// Reads RFC 4180, record by record. The separator is what the first line has most of: a comma, a semicolon (spreadsheets of many
/// countries) or a tab. A file that is no CSV ends in a <see cref="StartupException"/>, not in memory.
/// </summary>
internal sealed class CsvReader
{
    private const int LongestCell = 64 * 1024;
    private const int MostCells = 1000;
    private const int Quote = '"';

    private readonly TextReader text;
    private readonly char separator;
    private long line = 1;

    public CsvReader(TextReader text)
    {
        this.text = text;
        var first = ReadFirstLine();
        separator = ",;\t".MaxBy(candidate => first.Count(letter => letter == candidate));
        Header = new CsvReader(new StringReader(first), separator).ReadRecord() ?? [];
    }

    private CsvReader(TextReader text, char separator)
    {
        this.text = text;
        this.separator = separator;
        Header = [];
    }

    /// <summary>The names of the columns.</summary>
    public string[] Header { get; }

    /// <summary>The cells of the next record; null at the end.</summary>
    public string[]? ReadRecord()
    {
        if (text.Peek() < 0)
        {
            return null;
        }

        var cells = new List<string>(Header.Length);
        while (ReadCell(cells))
        {
            if (cells.Count == MostCells)
            {
                throw Fault("has too many cells");
            }
        }

        return [.. cells];
    }

    /// <summary>Adds one cell. True: another follows in the same record.</summary>
    private bool ReadCell(List<string> cells)
    {
        var cell = new StringBuilder();
        var quoted = text.Peek() == Quote;
        if (quoted)
        {
            ReadQuoted(cell);
        }

        while (true)
        {
            var next = text.Read();
            if (next is -1 or '\n' or '\r' || next == separator)
            {
                cells.Add(SpreadsheetCell.Unguard(cell.ToString()));
                if (next == '\r' && text.Peek() == '\n')
                {
                    _ = text.Read();
                }

                line += next == separator ? 0 : 1;
                return next == separator;
            }

            if (quoted)
            {
                throw Fault("has text behind a closing quote");
            }

            Append(cell, next);
        }
    }

    // Two quotes are one; what else is between the outer ones stands for itself, line ends too.
    private void ReadQuoted(StringBuilder cell)
    {
        _ = text.Read();
        while (true)
        {
            var next = text.Read();
            switch (next)
            {
                case -1:
                    throw Fault("opens a quote that is never closed");
                case Quote when text.Peek() != Quote:
                    return;
                case Quote:
                    _ = text.Read();
                    break;
                case '\n':
                    line++;
                    break;
            }

            Append(cell, next);
        }
    }

    private string ReadFirstLine()
    {
        var first = new StringBuilder();
        while (text.Read() is not (-1 or '\n') and var next)
        {
            Append(first, next);
        }

        return first.ToString().TrimEnd('\r');
    }

    private void Append(StringBuilder cell, int letter)
    {
        if (cell.Length == LongestCell)
        {
            throw Fault("has a cell without end; a quote may be missing");
        }

        cell.Append((char)letter);
    }

    private StartupException Fault(string what) => new(string.Create(CultureInfo.InvariantCulture, $"The file is no CSV: the record at line {line} {what}."));
}
