using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.ActivityLog;

/// <summary>Seals every few seconds, and has pieces of the table made before they are needed.</summary>
internal sealed partial class SealSchedule(Sealer sealer, SealStore seals, TimeProvider time, ILogger<SealSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) // not at once: the start may still be refused
        {
            await TryAsync(seals.AddPiecesAsync, stoppingToken);
            await TryAsync(sealer.RunOnceAsync, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested) // what breaks while the server stops is no news
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.SealingFailed, LogLevel.Warning, "The activity log could not be looked after; trying again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
