using System.Text;
using HeadlessKey.Directory.Transfer;
using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.ActivityLog;

/// <summary>Writes the events of a search into a file, a page of them at a time: however many there are, the memory it takes is one page's.</summary>
internal sealed class ActivityExport(ActivityLogReader reader, SecurityEventLog events, Database database)
{
    /// <summary>Writes down that events are taken away, before the first of them is read.</summary>
    public Task RecordAsync(TableFormat format, IAuthor? by = null) =>
        database.WriteAsync(by, async transaction =>
        {
            var name = format == TableFormat.Csv ? "csv" : "jsonl";
            return await events.AppendAsync(transaction, SecurityEvent.ActivityExported(name).By(by), CancellationToken.None);
        });

    /// <summary>How many were written.</summary>
    public async Task<long> RunAsync(Stream file, ActivityQuery query, TableFormat format, Action<long> progress, CancellationToken cancellationToken)
    {
        var written = 0L;
        if (format == TableFormat.Csv)
        {
            await WriteAsync(file, CsvLine.Of(ActivityText.Columns), cancellationToken);
        }

        query = query with { Count = ActivityQuery.LargestPage };
        while (await reader.SearchAsync(query, cancellationToken) is { } page)
        {
            var text = new StringBuilder();
            foreach (var row in page.Rows)
            {
                text.Append(format == TableFormat.Csv ? CsvLine.Of(ActivityText.Cells(row).Select(cell => cell ?? string.Empty)) : ActivityText.Json(row) + "\n");
            }

            await WriteAsync(file, text.ToString(), cancellationToken);
            progress(written += page.Rows.Count);
            if (page.Next is null)
            {
                break;
            }

            query = query with { After = page.Next };
        }

        return written;
    }

    private static Task WriteAsync(Stream file, string text, CancellationToken cancellationToken) =>
        file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
}
