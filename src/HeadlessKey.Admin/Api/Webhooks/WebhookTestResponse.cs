using HeadlessKey.Deliveries;

namespace HeadlessKey.Admin.Api.Webhooks;

/// <summary>What became of a test delivery.</summary>
/// <param name="Taken">Whether it counts as taken.</param>
/// <param name="Status">The answer's status; null: there was no answer.</param>
/// <param name="Answer">How the answer began.</param>
/// <param name="Error">Why it does not count as taken.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record WebhookTestResponse(bool Taken, int? Status, string? Answer, string? Error, long Milliseconds)
{
    public static WebhookTestResponse Of(DeliveryAttempt attempt) => new(
        attempt.Error is null, attempt.Status, attempt.Answer, attempt.Error, (long)attempt.Elapsed.TotalMilliseconds);
}
