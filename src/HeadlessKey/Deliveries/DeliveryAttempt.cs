namespace HeadlessKey.Deliveries;

/// <summary>One try, for the operator to see.</summary>
/// <param name="At">When it began.</param>
/// <param name="Request">The head of the request: method, host and headers, without what could be used again; empty: it was never asked.</param>
/// <param name="Status">The answer's status; null: there was no answer.</param>
/// <param name="Answer">How the answer began.</param>
/// <param name="Error">Why it does not count as taken; null: it does.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record DeliveryAttempt(DateTimeOffset At, string Request, int? Status, string? Answer, string? Error, TimeSpan Elapsed);
