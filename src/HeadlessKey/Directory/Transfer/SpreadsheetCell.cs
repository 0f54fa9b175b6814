namespace HeadlessKey.Directory.Transfer;

/// <summary>
/// A spreadsheet runs a cell that begins like a formula. An apostrophe in front makes it text; ours are taken off again when the file
/// comes back, so nothing changes on the way there and back.
/// </summary>
internal static class SpreadsheetCell
{
    private const char Mark = '\'';

    public static string Guard(string cell) => IsFormulaBehindMarks(cell) ? Mark + cell : cell;

    public static string Unguard(string cell) => cell.StartsWith(Mark) && IsFormulaBehindMarks(cell) ? cell[1..] : cell;

    private static bool IsFormulaBehindMarks(string cell) => cell.AsSpan().TrimStart(Mark) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
