using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Storage;

/// <summary>
/// Keeps every replica current: at once when another node says so, and twice a second in case it could not.
/// </summary>
internal sealed partial class ReplicaUpdater(
    IEnumerable<IReplica> replicas, SqlDialect dialect, TimeProvider time, ILogger<ReplicaUpdater> logger) : BackgroundService
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ListenAgainAfter = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim awake = new(0, 1);
    private long lastCaughtUp;

    /// <summary>How long ago every replica last agreed with the database.</summary>
    public TimeSpan Staleness => time.GetElapsedTime(Interlocked.Read(ref lastCaughtUp));

    /// <summary>Fills the replicas before the first request is served; one without which nothing may be let through stops the start.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(mayBeWithout: static replica => replica.MayComeLater, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ListenAsync(stoppingToken), PollAsync(stoppingToken));

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await awake.WaitAsync(PollEvery, stoppingToken);
                await CatchUpAsync(mayBeWithout: static _ => true, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dialect.ListenAsync(Wake, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.ListenFailed(logger, exception);
                await Task.Delay(ListenAgainAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Each of them is asked, whatever became of the one before it: a setting that cannot be read must not keep a revocation away.</summary>
    private async Task CatchUpAsync(Func<IReplica, bool> mayBeWithout, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var replica in replicas)
        {
            try
            {
                await replica.CatchUpAsync(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && mayBeWithout(replica))
            {
                // The database may be away for a while. Readiness reports it; what is already known stays refused.
                all = false;
                Log.CatchUpFailed(logger, exception, replica.GetType().Name);
            }
        }

        if (all)
        {
            Interlocked.Exchange(ref lastCaughtUp, time.GetTimestamp());
        }
    }

    private void Wake()
    {
        try
        {
            awake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake: one look at the database serves every call that came before it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.CatchUpFailed, LogLevel.Warning, "{Replica} could not read changes from the database; trying again")]
        public static partial void CatchUpFailed(ILogger logger, Exception exception, string replica);

        [LoggerMessage(LogIds.ListenFailed, LogLevel.Warning, "The notification channel broke; polling until it is back")]
        public static partial void ListenFailed(ILogger logger, Exception exception);
    }
}
