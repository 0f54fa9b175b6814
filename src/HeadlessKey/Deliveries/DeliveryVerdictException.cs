namespace HeadlessKey.Deliveries;

/// <summary>A channel cannot make a request now, or must not: what that means for the delivery, which is not the target's fault.</summary>
internal sealed class DeliveryVerdictException(DeliveryVerdict verdict) : Exception
{
    public DeliveryVerdict Verdict => verdict;
}
