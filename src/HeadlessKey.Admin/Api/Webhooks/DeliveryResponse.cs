using HeadlessKey.Deliveries;
using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Webhooks;

/// <summary>A delivery to a webhook.</summary>
/// <param name="Id">Names the delivery.</param>
/// <param name="MessageId">The same on every try.</param>
/// <param name="Event">What it tells of.</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="State">waiting, delivered or failed.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="NextTryAt">When it is tried again, while it waits.</param>
/// <param name="EndedAt">When it was taken or given up.</param>
/// <param name="LastError">Why the last try failed.</param>
internal sealed record DeliveryResponse(
    long Id, string MessageId, string Event, string CreatedAt, string State, long Tries, string NextTryAt, string? EndedAt, string? LastError)
{
    public static DeliveryResponse Of(DeliveryEntry delivery) => new(
        delivery.Id, delivery.MessageId, delivery.Kind, ApiTime.Format(delivery.CreatedAt), delivery.State, delivery.Tries, ApiTime.Format(delivery.NextTryAt),
        ApiTime.OrNull(delivery.EndedAt), delivery.LastError);
}
