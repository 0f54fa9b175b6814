using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Storage;

/// <summary>
/// Works off a queue in the database behind the answers: it looks whenever the replicas are brought up to date, which is at once when
/// a transaction wakes others, on any node, and twice a second otherwise.
/// </summary>
internal abstract partial class WokenWorker(ILogger logger) : BackgroundService, IReplica
{
    private readonly SemaphoreSlim awake = new(0, 1);

    /// <summary>Does the next piece of work. False: there is none now.</summary>
    public abstract Task<bool> RunOnceAsync(CancellationToken cancellationToken);

    Task IReplica.CatchUpAsync(CancellationToken cancellationToken)
    {
        Wake();
        return Task.CompletedTask;
    }

    /// <summary>Looks for work at once.</summary>
    protected void Wake()
    {
        try
        {
            awake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await awake.WaitAsync(stoppingToken);
                while (await RunOnceAsync(stoppingToken))
                {
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception, GetType().Name); // the next look is half a second away
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.WorkFailed, LogLevel.Warning, "{Worker} could not work; trying again")]
        public static partial void Failed(ILogger logger, Exception exception, string worker);
    }
}
