namespace HeadlessKey;

/// <summary>How webhooks and signed calls to other sites are delivered. What is not taken is tried again for three days.</summary>
public sealed class DeliveryOptions
{
    /// <summary>How long a receiver may take for its answer; default 15 seconds, from 1 second to 1 minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The requests to one receiver at the same time, by all servers together; default 8, from 1 to 64.</summary>
    public int AtOnce { get; set; } = 8;

    /// <summary>
    /// A receiver that has taken nothing for so long is switched off, and the administrators are told by mail; default 3 days, from
    /// 1 hour to 30 days.
    /// </summary>
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long deliveries that were taken or given up can be seen and replayed; default 14 days, from 1 day to 1 year.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(14);
}
