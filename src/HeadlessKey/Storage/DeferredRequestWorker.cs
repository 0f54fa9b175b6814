using Microsoft.Extensions.Logging;

namespace HeadlessKey.Storage;

/// <summary>Decides the deferred requests, oldest first, each in one transaction with its removal.</summary>
internal sealed partial class DeferredRequestWorker(
    DeferredRequestStore store, Database database, IEnumerable<IDeferredWork> work, ILogger<DeferredRequestWorker> logger) : WokenWorker(logger)
{
    private readonly Dictionary<string, IDeferredWork> byKind = work.ToDictionary(one => one.Kind, StringComparer.Ordinal);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await store.FindDueAsync(cancellationToken) is not { } request)
        {
            return false;
        }

        try
        {
            var (kind, body) = (byKind[request.Kind], store.Open(request));
            await kind.PrepareAsync(body, cancellationToken);
            await database.WriteAsync(async transaction =>
            {
                if (await store.TryTakeAsync(transaction, request.Id))
                {
                    await kind.RunAsync(transaction, body);
                }

                return true;
            });
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One that cannot be read or decided must not keep the others waiting.
            if (!await store.PutOffAsync(request))
            {
                Log.GivenUp(logger, exception, request.Kind);
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
