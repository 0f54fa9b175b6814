using System.CommandLine;
using HeadlessKey.ActivityLog;
using HeadlessKey.Storage;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey activity tail</c>: the last events, and each new one as it comes.</summary>
internal static class ActivityTailCommand
{
    private const int Behind = 1000; // how far below the last id a row may still appear
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var lines = new Option<int>("--lines") { Description = "How many to begin with.", DefaultValueFactory = _ => 10 };
        var command = new Command("tail", "Show the last events, and new ones as they come, until it is stopped.") { lines, Table.Json };
        foreach (var option in ActivityFilter.WithoutTimes)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var (query, fault) = await ActivityFilter.ReadAsync(services, parsed, token);
            return query is null ? CommandRunner.Refuse(fault!) : await FollowAsync(services, parsed, query, parsed.GetValue(lines), token);
        }, cancellationToken));
        return command;
    }

    private static async Task<int> FollowAsync(IServiceProvider services, ParseResult parsed, ActivityQuery query, int lines, CancellationToken cancellationToken)
    {
        var reader = services.GetRequiredService<ActivityLogReader>();
        var store = services.GetRequiredService<ActivityStore>();
        var appended = new AppendedRows(services.GetRequiredService<TimeProvider>());
        var shown = new HashSet<long>();

        // What is there already: seen, whether or not it is among the lines to begin with.
        var started = await store.FindLastIdAsync(cancellationToken);
        var known = await store.ListAsync(started - Behind, started, Behind, cancellationToken);
        known.ForEach(row => shown.Add(row.Id));
        appended.Saw(shown);
        if (lines > 0)
        {
            var page = await reader.SearchAsync(query with { Count = Math.Min(lines, ActivityQuery.LargestPage) }, cancellationToken);
            page!.Rows.Reverse().ToList().ForEach(row => Print(parsed, row));
        }

        query = query with { OldestFirst = true, Count = ActivityQuery.LargestPage };
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Read before it is searched: what comes in between is found at the next look.
            var safe = appended.SafeId;
            var there = await store.ListAsync(safe, long.MaxValue, ActivityStore.Budget, cancellationToken);
            var page = await reader.SearchAsync(query with { After = ActivityCursor.Of(safe) }, cancellationToken);
            foreach (var row in page!.Rows.Where(row => there.Exists(one => one.Id == row.Id) && shown.Add(row.Id)))
            {
                Print(parsed, row);
            }

            appended.Saw(there.Select(row => row.Id).ToHashSet());
            shown.RemoveWhere(id => id <= appended.SafeId);
        }

        return CommandRunner.Done;
    }

    private static void Print(ParseResult parsed, ActivityRow row)
    {
        Console.WriteLine(parsed.GetValue(Table.Json) ? ActivityText.Json(row) : string.Join("  ", ActivityCommand.Cells(row)));
        Console.Out.Flush();
    }
}
