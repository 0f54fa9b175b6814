namespace HeadlessKey.Deliveries;

/// <summary>What one try came to.</summary>
internal abstract record DeliveryVerdict
{
    private DeliveryVerdict()
    {
    }

    /// <summary>The receiver has it.</summary>
    internal sealed record Delivered : DeliveryVerdict;

    /// <summary>It may work another time.</summary>
    /// <param name="Reason">For the operator.</param>
    /// <param name="RetryAfter">How long the receiver asks to be left in peace.</param>
    internal sealed record TryLater(string Reason, TimeSpan? RetryAfter = null) : DeliveryVerdict;

    /// <summary>This one will never be taken.</summary>
    internal sealed record Refused(string Reason) : DeliveryVerdict;

    /// <summary>The receiver wants nothing more.</summary>
    internal sealed record Gone(string Reason) : DeliveryVerdict;

    /// <summary>As Standard Webhooks has it: 2xx is taken, 410 wants nothing more, and all else failed, a redirect too.</summary>
    public static DeliveryVerdict Of(DeliveryAnswer answer) => answer.Status switch
    {
        >= 200 and < 300 => new Delivered(),
        410 => new Gone("status 410"),
        429 or 503 => new TryLater($"status {answer.Status}", answer.RetryAfter),
        >= 300 and < 400 => new TryLater($"status {answer.Status}: redirects are not followed"),
        _ => new TryLater($"status {answer.Status}"),
    };
}
