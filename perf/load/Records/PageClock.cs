using System.Diagnostics;
using System.Net;
using HeadlessKey.ActivityLog;

namespace HeadlessKey.Load.Records;

/// <summary>Times the first page of a search, and one that nearly the whole table lies before.</summary>
internal static class PageClock
{
    private const int Times = 60;
    private const double Deep = 0.99;

    public static async Task<List<(string Name, double First, double Deep)>> MeasureAsync(RecordDatabase database)
    {
        var deep = ActivityCursor.Of(database.Rows - (long)(database.Rows * Deep));
        var results = new List<(string, double, double)>();
        foreach (var (name, query) in new (string, ActivityQuery)[]
        {
            ("everything", new ActivityQuery()),
            ("by user", new ActivityQuery { UserId = 77 }),
            ("by type", new ActivityQuery { Type = "login.failed" }),
            ("by outcome", new ActivityQuery { Outcome = "failure" }),
            ("by network", new ActivityQuery { Network = IPNetwork.Parse("203.0.113.0/24") }),
            ("by user, type and text", new ActivityQuery { UserId = 77, Type = "token.refreshed", Text = "firefox" }),
            ("by a text that nothing has", new ActivityQuery { Text = "nowhere" }),
            ("by a session that is gone", new ActivityQuery { SessionId = "session-none" }),
        })
        {
            results.Add((name, await MedianAsync(database, query), await MedianAsync(database, query with { After = deep })));
        }

        // From the deep end on by time: the halving that finds the place is in it.
        var (from, to) = (DateTimeOffset.FromUnixTimeSeconds((long)(database.Rows * 0.005)), DateTimeOffset.FromUnixTimeSeconds((long)(database.Rows * 0.01)));
        var late = new ActivityQuery { From = DateTimeOffset.FromUnixTimeSeconds((long)(database.Rows * 0.99)) };
        results.Add(("by time", await MedianAsync(database, late), await MedianAsync(database, late with { From = from, To = to })));
        return results;
    }

    /// <summary>In microseconds.</summary>
    private static async Task<double> MedianAsync(RecordDatabase database, ActivityQuery query)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await database.Reader.SearchAsync(query, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        times.Sort();
        return times[Times / 2];
    }
}
