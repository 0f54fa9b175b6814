namespace HeadlessKey.Deliveries;

/// <summary>What a receiver answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Start">How its body began; null: it has none.</param>
/// <param name="RetryAfter">What its header of that name says, as a duration from zero to <see cref="DeliverySchedule.LongestRetryAfter"/>.</param>
internal sealed record DeliveryAnswer(int Status, string? Start, TimeSpan? RetryAfter);
