using System.Diagnostics;

namespace HeadlessKey.Server.Commands;

/// <summary>How far a long run over rows has come, on standard error: a bar on a terminal, a line every ten seconds elsewhere.</summary>
internal sealed class RowProgress(string what)
{
    private const int BarWidth = 30;
    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    private readonly long started = Stopwatch.GetTimestamp();
    private TimeSpan shownAt;
    private bool barShown;

    /// <param name="done">How much of the whole, from 0 to 1; null: nobody knows.</param>
    /// <param name="rows">How many rows.</param>
    public void Show(double? done, long rows)
    {
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (elapsed - shownAt < (Console.IsErrorRedirected ? LineEvery : BarEvery))
        {
            return;
        }

        shownAt = elapsed;
        var counts = $"{done,4:P0}{(done is null ? string.Empty : "  ")}{rows:N0} rows, {rows / elapsed.TotalSeconds:N0} a second";
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine($"{what}: {counts}");
            return;
        }

        barShown = true;
        var full = (int)(BarWidth * Math.Clamp(done ?? 0, 0, 1));
        var bar = done is null ? string.Empty : $"[{new string('#', full)}{new string('.', BarWidth - full)}] ";
        Console.Error.Write($"\r{what} {bar}{counts} ");
    }

    /// <summary>Leaves the bar's line.</summary>
    public void End()
    {
        if (barShown)
        {
            Console.Error.WriteLine();
        }
    }
}
