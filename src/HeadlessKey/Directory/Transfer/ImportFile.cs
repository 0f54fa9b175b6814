using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace HeadlessKey.Directory.Transfer;

/// <summary>Reads a file of users row by row; no more of it than a row is in memory.</summary>
internal static class ImportFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IAsyncEnumerable<ImportRow> ReadAsync(Stream file, TableFormat format, CancellationToken cancellationToken) =>
        format == TableFormat.Csv ? ReadCsvAsync(file, cancellationToken) : ReadJsonAsync(file, cancellationToken);

    private static async IAsyncEnumerable<ImportRow> ReadCsvAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(file, StrictUtf8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);
        var csv = new CsvReader(text);
        ImportColumn?[] columns = [.. csv.Header.Select(ImportColumns.Find)];
        RequireColumns(columns, csv.Header);
        var number = 1L;
        while (csv.ReadRecord() is { } cells)
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (cells is not [""])
            {
                yield return new ImportRow(number, cells.Length == columns.Length ? Pick(columns.Zip(cells)) : null);
            }
        }

        await Task.CompletedTask; // an iterator that is asynchronous for JSON's sake
    }

    private static async IAsyncEnumerable<ImportRow> ReadJsonAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isArray = await FirstLetterAsync(file, cancellationToken) == '[';
        var number = 0L;
        await foreach (var element in JsonSerializer.DeserializeAsyncEnumerable(file, TransferJsonContext.Default.JsonElement, topLevelValues: !isArray, cancellationToken))
        {
            number++;
            yield return new ImportRow(number, element.ValueKind == JsonValueKind.Object ? TryPick(element) : null);
        }
    }

    private static void RequireColumns(ImportColumn?[] columns, string[] header)
    {
        if (!columns.Contains(ImportColumn.Login) || !columns.Contains(ImportColumn.Email))
        {
            throw new StartupException(
                $"The first line must name a column for the login (user_login, UserName or login) and one for the address (user_email or Email). It has: {string.Join(", ", header)}");
        }
    }

    private static Dictionary<ImportColumn, string>? TryPick(JsonElement element)
    {
        try
        {
            return Pick(element.EnumerateObject().Select(member => (ImportColumns.Find(member.Name), TextOf(member.Value))));
        }
        catch (InvalidOperationException)
        {
            return null; // half a character
        }
    }

    private static Dictionary<ImportColumn, string> Pick(IEnumerable<(ImportColumn? Column, string Cell)> cells)
    {
        var picked = new Dictionary<ImportColumn, string>();
        foreach (var (column, cell) in cells)
        {
            if (column is { } known)
            {
                picked[known] = cell;
            }
        }

        return picked;
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => string.Empty,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        JsonValueKind.Object => string.Join(',', value.EnumerateObject().Where(member => TextOf(member.Value) is "true" or "1").Select(member => member.Name)),
        _ => value.GetRawText(),
    };

    private static async Task<char> FirstLetterAsync(Stream file, CancellationToken cancellationToken)
    {
        var start = new byte[1024];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = 0;
        return Encoding.UTF8.GetString(start, 0, length).TrimStart('\ufeff', ' ', '\t', '\r', '\n') is [var first, ..] ? first : '\0';
    }
}
