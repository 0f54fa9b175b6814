using System.Collections.Concurrent;
using HeadlessKey.Storage;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Deliveries;

/// <summary>
/// Delivers what is queued, some at a time, outside of any transaction: a slow receiver keeps nobody else waiting.
/// </summary>
internal sealed partial class DeliveryDispatcher(DeliveryQueueStore queue, DeliveryRunner runner, ILogger<DeliveryDispatcher> logger) : WokenWorker(logger)
{
    private const int AtOnce = 32; // on this node, whoever the receivers are
    private const int MostForOneTarget = AtOnce / 2; // so that another one finds room, too

    private readonly SemaphoreSlim free = new(AtOnce, AtOnce);
    private readonly ConcurrentDictionary<string, int> underWay = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource abort = new();

    private string lastServed = string.Empty;

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var claimed = false;
        foreach (var target in InTurn(await queue.ListDueTargetsAsync(cancellationToken)))
        {
            // Only this loop takes places, so what is free now stays free. A delivery that ends wakes it again.
            var room = Math.Min(free.CurrentCount, MostForOneTarget - underWay.GetValueOrDefault(target));
            foreach (var delivery in room == 0 ? [] : await queue.ClaimAsync(target, room))
            {
                claimed = true;
                lastServed = target;
                underWay.AddOrUpdate(target, 1, static (_, count) => count + 1);
                await free.WaitAsync(CancellationToken.None);
                _ = Task.Run(() => RunAndReleaseAsync(delivery), CancellationToken.None);
            }
        }

        return claimed;
    }

    /// <summary>Takes no more, and finishes what is under way as far as the host's patience goes.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await using var patience = cancellationToken.Register(abort.Cancel);
        for (var i = 0; i < AtOnce; i++)
        {
            await free.WaitAsync(CancellationToken.None);
        }

        free.Release(AtOnce);
    }

    public override void Dispose()
    {
        base.Dispose();
        free.Dispose();
        abort.Dispose();
    }

    /// <summary>Beginning behind the one that was served last: two that always have something would leave no place for a third.</summary>
    private IEnumerable<string> InTurn(List<string> targets)
    {
        var last = lastServed;
        return targets.OrderBy(target => string.CompareOrdinal(target, last) <= 0).ThenBy(target => target, StringComparer.Ordinal);
    }

    private async Task RunAndReleaseAsync(Delivery delivery)
    {
        try
        {
            await runner.RunAsync(delivery, abort.Token);
        }
        catch (Exception exception)
        {
            // What became of it could not be written down: it is tried again when its lease is over.
            Log.Unrecorded(logger, exception, delivery.Kind, delivery.MessageId);
        }
        finally
        {
            underWay.AddOrUpdate(delivery.Target.ToString(), 0, static (_, count) => count - 1);
            free.Release();
            Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.DeliveryUnrecorded, LogLevel.Warning, "What became of the delivery {Kind} ({MessageId}) could not be noted; it is tried again")]
        public static partial void Unrecorded(ILogger logger, Exception exception, string kind, string messageId);
    }
}
