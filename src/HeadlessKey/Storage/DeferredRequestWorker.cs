using Microsoft.Extensions.Logging;

namespace HeadlessKey.Storage;

/// <summary>Decides the deferred requests, oldest first, each in one transaction with its removal.</summary>
internal sealed partial class DeferredRequestWorker(
    DeferredRequestStore store, Database database, IEnumerable<IDeferredWork> work, ILogger<DeferredRequestWorker> logger) : WokenWorker(logger)
{
    private readonly Dictionary<string, IDeferredWork> byKind = work.ToDictionary(one => one.Kind, StringComparer.Ordinal);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!await store.AnyDueAsync(cancellationToken))
        {
            return false;
        }

        DeferredRequest? taken = null;
        try
        {
            await database.WriteAsync(async transaction =>
            {
                taken = await store.TakeAsync(transaction);
                if (taken is not null)
                {
                    await byKind[taken.Kind].RunAsync(transaction, taken.Body);
                }

                return true;
            });
        }
        catch (Exception exception) when (taken is not null && exception is not OperationCanceledException)
        {
            // One that cannot be decided must not keep the others waiting.
            if (!await store.PutOffAsync(taken.Id))
            {
                Log.GivenUp(logger, exception, taken.Kind);
            }
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.DeferredGivenUp, LogLevel.Error, "A request of the kind {Kind} could not be decided and is dropped")]
        public static partial void GivenUp(ILogger logger, Exception exception, string kind);
    }
}
