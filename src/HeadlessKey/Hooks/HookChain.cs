using Microsoft.Extensions.Logging;

namespace HeadlessKey.Hooks;

/// <summary>The hooks of one point, in their order.</summary>
internal sealed partial class HookChain<TPoint>(IEnumerable<IHook<TPoint>> hooks, HooksOptions options, ILogger<HookChain<TPoint>> logger)
    where TPoint : HookPoint
{
    private readonly IHook<TPoint>[] hooks = [.. hooks];

    /// <summary>Whether there are any. Ask before making the point: without hooks, nothing is allocated.</summary>
    public bool Any => hooks.Length > 0;

    /// <summary>Asks them all. What came of it stands in the point, unless it is refused; a hook that fails refuses.</summary>
    public async ValueTask<HookRefusal?> RunAsync(TPoint point, CancellationToken cancellationToken)
    {
        foreach (var hook in hooks)
        {
            if (!await TryRunAsync(hook, point, cancellationToken))
            {
                return HookRefusal.Failed;
            }

            if (point.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async ValueTask<bool> TryRunAsync(IHook<TPoint> hook, TPoint point, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var run = hook.RunAsync(point, limit.Token);
            if (!run.IsCompletedSuccessfully)
            {
                // An HTTP hook keeps its own time: what becomes of it then is the operator's choice.
                limit.CancelAfter(hook is IHttpHook ? Timeout.InfiniteTimeSpan : options.Timeout);
                await run.AsTask().WaitAsync(limit.Token);
            }

            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(hook, point, exception);
            return false;
        }
    }

    private void LogFailure(IHook<TPoint> hook, TPoint point, Exception exception)
    {
        var name = hook is IHttpHook ? "over HTTP" : hook.GetType().Name;
        var reason = exception is HookFailedException ? exception.Message
            : exception is OperationCanceledException ? "no answer in time"
            : exception.GetType().Name;
        Log.Failed(logger, exception is HookFailedException or OperationCanceledException || point.HoldsSecrets ? null : exception, name, typeof(TPoint).Name, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.HookFailed, LogLevel.Error, "The hook {Hook} of {Point} failed, so what was asked for is refused: {Reason}")]
        public static partial void Failed(ILogger logger, Exception? exception, string hook, string point, string reason);
    }
}
