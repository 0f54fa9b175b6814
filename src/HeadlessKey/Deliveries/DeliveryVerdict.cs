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
    /// <param name="OnlyThis">True: the receiver does not like this one, which says nothing about the next.</param>
    internal sealed record TryLater(string Reason, TimeSpan? RetryAfter = null, bool OnlyThis = false) : DeliveryVerdict;

    /// <summary>This one will never be taken.</summary>
    internal sealed record Refused(string Reason) : DeliveryVerdict;

    /// <summary>The receiver wants nothing more.</summary>
    internal sealed record Gone(string Reason) : DeliveryVerdict;

    /// <summary>
    /// As Standard Webhooks has it: 2xx is taken, 410 wants nothing more, and all else failed, a redirect too. What of it a visitor can bring
    /// about by what he sends, such as a firewall's 403 for his user agent, is about that delivery alone: he must not be able to hold up the rest.
    /// </summary>
    public static DeliveryVerdict Of(DeliveryAnswer answer) => answer.Status switch
    {
        >= 200 and < 300 => new Delivered(),
        410 => new Gone("status 410"),
        429 or 503 => new TryLater($"status {answer.Status}", answer.RetryAfter),
        >= 300 and < 400 => new TryLater($"status {answer.Status}: redirects are not followed"),
        401 or 404 or 408 or >= 500 => new TryLater($"status {answer.Status}"), // wrong secret, wrong address, not well: all would go the same way
        _ => new TryLater($"status {answer.Status}", OnlyThis: true),
    };
}
