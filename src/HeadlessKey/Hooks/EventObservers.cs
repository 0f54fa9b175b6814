using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Hooks;

/// <summary>
/// Tells the observers, behind the answers and one event after the other. What waits is bounded: an observer that is slow loses events, and
/// not the server its memory.
/// </summary>
internal sealed partial class EventObservers(
    IEnumerable<ISecurityEventObserver> observers, HooksOptions options, ILogger<EventObservers> logger)
    : BackgroundService
{
    public const int MostWaiting = 1024;

    private readonly ISecurityEventObserver[] observers = [.. observers];
    private readonly Channel<ObservedEvent> waiting = Channel.CreateBounded<ObservedEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long leftOut;

    /// <summary>Whether there are any.</summary>
    public bool Any => observers.Length > 0;

    /// <summary>Puts an event in the queue; one that finds no room is left out. It never waits and never throws.</summary>
    public void Tell(ObservedEvent securityEvent)
    {
        if (!waiting.Writer.TryWrite(securityEvent) && Interlocked.Increment(ref leftOut) == 1)
        {
            Log.Behind(logger, MostWaiting); // once for each time that they fall behind
        }
    }

    /// <summary>Takes no more events, and tells those that wait as far as the host's patience goes.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } telling)
        {
            await Task.WhenAny(telling, Task.Delay(Timeout.Infinite, cancellationToken));
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var securityEvent in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (waiting.Reader.Count < MostWaiting / 2 && Interlocked.Exchange(ref leftOut, 0) is > 0 and var count)
            {
                Log.LeftOut(logger, count);
            }

            foreach (var observer in observers)
            {
                await TellAsync(observer, securityEvent, stoppingToken);
            }
        }
    }

    private async Task TellAsync(ISecurityEventObserver observer, ObservedEvent securityEvent, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            await observer.ObserveAsync(securityEvent, limit.Token).AsTask().WaitAsync(limit.Token);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, observer.GetType().Name, securityEvent.Type);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.ObserverFailed, LogLevel.Warning, "The observer {Observer} failed at {Event}; it goes on with the next event")]
        public static partial void Failed(ILogger logger, Exception exception, string observer, string @event);

        [LoggerMessage(LogIds.ObserversBehind, LogLevel.Warning, "{Waiting} events wait for the observers; further ones are left out until they have caught up")]
        public static partial void Behind(ILogger logger, int waiting);

        [LoggerMessage(LogIds.ObserversCaughtUp, LogLevel.Warning, "The observers have caught up; {Count} events were left out")]
        public static partial void LeftOut(ILogger logger, long count);
    }
}
