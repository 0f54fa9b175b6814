using Microsoft.Extensions.Logging;

namespace HeadlessKey.Deliveries;

/// <summary>A delivery that was claimed: tried once, noted, put off or given up.</summary>
internal sealed partial class DeliveryRunner(
    DeliverySender sender, DeliveryLogStore log, HeadlessKeyOptions options, TimeProvider time, ILogger<DeliveryRunner> logger)
{
    public async Task<DeliveryAttempt> RunAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        // 1. Send. A process that dies from here on leaves the lease behind, and the delivery is tried again with the same id.
        var (verdict, attempt) = await sender.TryAsync(delivery, cancellationToken);

        // 2. Note it, with the next try if there is to be one.
        var retryAfter = (verdict as DeliveryVerdict.TryLater)?.RetryAfter;
        var channel = sender.FindChannel(delivery);
        var nextTry = verdict is DeliveryVerdict.TryLater
            ? DeliverySchedule.FindNextTry(channel!.Pauses, delivery.Tries, retryAfter, time.GetUtcNow())
            : null;
        var leaveInPeace = verdict is DeliveryVerdict.TryLater { OnlyThis: false } ? retryAfter ?? TimeSpan.Zero : (TimeSpan?)null;
        var failingSince = await log.RecordAsync(delivery, attempt, nextTry, leaveInPeace);
        if (attempt.Error is not { } error)
        {
            return attempt;
        }

        if (nextTry is null)
        {
            Log.GivenUp(logger, delivery.Kind, delivery.MessageId, delivery.Target, delivery.Tries, error);
        }
        else
        {
            Log.Failed(logger, delivery.Kind, delivery.MessageId, delivery.Target, delivery.Tries, error);
        }

        // 3. A target that wants nothing more, or has taken nothing for days, is switched off by its channel.
        if (verdict is DeliveryVerdict.Gone)
        {
            await EndAsync(channel!, delivery, "it answered 410 Gone");
        }
        else if (channel is not null && failingSince is { } since && time.GetUtcNow() - since >= options.Deliveries.DisableAfter)
        {
            await EndAsync(channel, delivery, $"every delivery failed since {since:yyyy-MM-dd HH:mm} UTC; the last one: {error}");
        }

        return attempt;
    }

    private async Task EndAsync(IDeliveryChannel channel, Delivery delivery, string reason)
    {
        Log.Ended(logger, delivery.Target, reason);
        await channel.EndTargetAsync(delivery.Target.Id, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.DeliveryFailed, LogLevel.Information, "The delivery {Kind} ({MessageId}) was not taken by {Target} at try {Try}: {Reason}")]
        public static partial void Failed(ILogger logger, string kind, string messageId, DeliveryTarget target, long @try, string reason);

        [LoggerMessage(LogIds.DeliveryGivenUp, LogLevel.Error, "The delivery {Kind} ({MessageId}) to {Target} is given up after try {Try}: {Reason}")]
        public static partial void GivenUp(ILogger logger, string kind, string messageId, DeliveryTarget target, long @try, string reason);

        [LoggerMessage(LogIds.TargetEnded, LogLevel.Error, "{Target} gets no more deliveries: {Reason}")]
        public static partial void Ended(ILogger logger, DeliveryTarget target, string reason);
    }
}
