namespace HeadlessKey.Deliveries;

/// <summary>A delivery as the operator sees it.</summary>
/// <param name="Id">Its row, by which it is replayed.</param>
/// <param name="Target">Who is told.</param>
/// <param name="MessageId">The same on every try.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">One of <see cref="DeliveryState"/>.</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="NextTryAt">When it is tried again, while it waits.</param>
/// <param name="LeasedUntil">Set while a node is trying it.</param>
/// <param name="EndedAt">When it was taken or given up.</param>
/// <param name="LastError">Why the last try failed.</param>
/// <param name="Body">What is sent; null: it is private, or made of an event.</param>
/// <param name="EventRow">The event of which the body is made.</param>
internal sealed record DeliveryEntry(
    long Id, DeliveryTarget Target, string MessageId, string Kind, string State, DateTimeOffset CreatedAt, long Tries, DateTimeOffset NextTryAt,
    DateTimeOffset? LeasedUntil, DateTimeOffset? EndedAt, string? LastError, string? Body, long? EventRow)
{
    public override string ToString() => Kind;
}
