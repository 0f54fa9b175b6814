namespace HeadlessKey.Deliveries;

/// <summary>A delivery that this node is to try now.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Target">Who is told.</param>
/// <param name="MessageId">The same on every try.</param>
/// <param name="Kind">What it is.</param>
/// <param name="StoredBody">What is sent, as it is kept; see <see cref="DeliveryQueueStore.FindBodyAsync"/>.</param>
/// <param name="IsPrivate">True when the stored body is encrypted.</param>
/// <param name="EventRow">The event of which the body is made when it is sent; null: it is stored.</param>
/// <param name="Tries">Which try this is.</param>
/// <param name="LeasedUntil">When another node may take it. With <paramref name="Tries"/> it tells our try from any other.</param>
internal sealed record Delivery(
    long Id, DeliveryTarget Target, string MessageId, string Kind, string StoredBody, bool IsPrivate, long? EventRow, long Tries, DateTimeOffset LeasedUntil)
{
    public override string ToString() => Kind;
}
