using System.CommandLine;
using HeadlessKey.ActivityLog;
using HeadlessKey.Http;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey activity …</c>: what has happened.</summary>
internal static class ActivityCommand
{
    private const int LongestCell = 200;

    public static Command Create() => new("activity", "What has happened: look for it, take it along, check that nobody has changed it.")
    {
        Search(), ActivityTailCommand.Create(), ActivityExportCommand.Create(), ActivityVerifyCommand.Create(),
    };

    private static Command Search()
    {
        var limit = new Option<int>("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
        var oldest = new Option<bool>("--oldest-first") { Description = "Begin with the oldest." };
        var after = new Option<string?>("--after") { Description = "Go on where the search before ended, as it said.", HelpName = "PLACE" };
        var command = new Command("search", "Find events, newest first.") { limit, oldest, after, Table.Json };
        foreach (var option in ActivityFilter.All)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var (query, fault) = await ActivityFilter.ReadAsync(services, parsed, token);
            if (query is null)
            {
                return CommandRunner.Refuse(fault!);
            }

            var (rows, next) = await Progress.ShowAsync("Searching", CollectAsync(
                services.GetRequiredService<ActivityLogReader>(), query with { OldestFirst = parsed.GetValue(oldest), After = parsed.GetValue(after) }, parsed.GetValue(limit), token));
            if (rows is null)
            {
                return CommandRunner.Refuse($"{parsed.GetValue(after)} is no place where a search has ended.");
            }

            Print(parsed, rows);
            if (next is not null)
            {
                await Console.Error.WriteLineAsync($"There is more: --after {next}");
            }

            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    /// <summary>As many as are wanted, over as many pages as that takes. No rows: the place to go on from is none.</summary>
    private static async Task<(List<ActivityRow>? Rows, string? Next)> CollectAsync(ActivityLogReader reader, ActivityQuery query, int limit, CancellationToken cancellationToken)
    {
        var rows = new List<ActivityRow>();
        while (rows.Count < limit)
        {
            query = query with { Count = Math.Min(limit - rows.Count, ActivityQuery.LargestPage) };
            if (await reader.SearchAsync(query, cancellationToken) is not { } page)
            {
                return (null, null);
            }

            rows.AddRange(page.Rows);
            query = query with { After = page.Next };
            if (page.Next is null)
            {
                break;
            }
        }

        return (rows, query.After);
    }

    private static void Print(ParseResult parsed, List<ActivityRow> rows)
    {
        if (parsed.GetValue(Table.Json))
        {
            Console.WriteLine($"[{string.Join(",", rows.Select(row => "\n  " + ActivityText.Json(row)))}\n]");
            return;
        }

        var table = new Table("Time", "Type", "Outcome", "By", "About", "Address", "Detail");
        rows.ForEach(row => table.Add(Cells(row)));
        table.Print(parsed);
    }

    /// <summary>A row for people. What stands in the database may have been put there by somebody: it is cleaned once more.</summary>
    public static string[] Cells(ActivityRow row) =>
    [
        .. new[] { ApiTime.Format(row.At), row.Type, row.Outcome, row.ActorLogin ?? Name(row.ActorId) ?? row.ActorKind, row.SubjectLogin ?? Name(row.SubjectId), row.Address, row.Detail }
            .Select(cell => CleanText.Cut(cell, LongestCell) ?? "-"),
    ];

    private static string? Name(long? id) => id is { } known ? FormattableString.Invariant($"user {known}") : null;
}
