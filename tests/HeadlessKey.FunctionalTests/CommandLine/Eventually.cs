using System.Diagnostics;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>Waits for what another process does in its own time.</summary>
public static class Eventually
{
    public static async Task Async(Func<Task<bool>> isSo, TimeSpan atMost)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(started) > atMost)
            {
                throw new TimeoutException($"It did not come about within {atMost}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25));
        }
    }
}
