namespace HeadlessKey.Deliveries;

/// <summary>Something to be told.</summary>
/// <param name="Target">To whom.</param>
/// <param name="MessageId">The same on every try. One target is told one message once, however often it is queued.</param>
/// <param name="Kind">What it is, for the list of deliveries.</param>
/// <param name="OrderingKey">Those with the same one are delivered one after the other, as they were queued; null: in any order.</param>
/// <param name="Body">What is sent.</param>
/// <param name="IsPrivate">True when the body holds anything that must not be read out of the database: it is kept encrypted.</param>
internal sealed record NewDelivery(DeliveryTarget Target, string MessageId, string Kind, string? OrderingKey, string Body, bool IsPrivate = false)
{
    public override string ToString() => Kind;
}
