using System.Diagnostics;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Waits for what another node or another process does in its own time.</summary>
public static class Eventually
{
    /// <summary>Asks again and again until the answer is yes; the time it took, or a failure once <paramref name="within"/> is over.</summary>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> condition, TimeSpan within, string? what = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            // The asking is begun in time; a slow machine may take longer to answer.
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (await condition())
            {
                return elapsed;
            }

            elapsed.ShouldBeLessThan(within, what);
            await Task.Delay(20);
        }
    }
}
