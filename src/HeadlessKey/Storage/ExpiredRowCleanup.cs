using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Storage;

/// <summary>
/// Removes what no longer matters, in small bites so that no one waits. Every node may do it: what one has removed, the other
/// does not find.
/// </summary>
internal sealed partial class ExpiredRowCleanup(IEnumerable<IExpiringRows> all, TimeProvider time, ILogger<ExpiredRowCleanup> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var rows in all)
        {
            try
            {
                while (await rows.DeleteExpiredAsync(time.GetUtcNow(), cancellationToken) > 0)
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(logger, exception, rows.GetType().Name); // and on to the next: each stands for itself
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunOnceAsync(stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.CleanupFailed, LogLevel.Warning, "Could not remove the expired rows of {Store}; trying again later")]
        public static partial void Failed(ILogger logger, Exception exception, string store);
    }
}
