namespace HeadlessKey.Deliveries;

/// <summary>
/// One way of telling others something. The queue sees to durability, order, tries and the log; a channel says what the request looks like
/// and what the answer means. Register it as a singleton under this interface.
/// </summary>
internal interface IDeliveryChannel
{
    /// <summary>The first part of its targets' names, without a slash.</summary>
    string Name { get; }

    /// <summary>The pauses between the tries; after the last one it is given up.</summary>
    IReadOnlyList<TimeSpan> Pauses => DeliverySchedule.ThreeDays;

    /// <summary>Makes the request of one try; null: there is no such target any more, or it is switched off.</summary>
    /// <param name="delivery">What is tried.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="cancellationToken">Set when it takes too long.</param>
    /// <exception cref="DeliveryVerdictException">It cannot be made now, or must not be.</exception>
    Task<HttpRequestMessage?> CreateRequestAsync(Delivery delivery, string body, CancellationToken cancellationToken);

    /// <summary>What the answer means.</summary>
    DeliveryVerdict Judge(DeliveryAnswer answer) => DeliveryVerdict.Of(answer);

    /// <summary>
    /// The target said that it wants nothing more, or has taken nothing for <see cref="DeliveryOptions.DisableAfter"/>. May be called again
    /// as long as there are deliveries for it.
    /// </summary>
    Task EndTargetAsync(string targetId, string reason) => Task.CompletedTask;
}
