using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.Admin.Api.Overview;

/// <summary>How the server is doing, at a glance.</summary>
internal sealed class OverviewView(OverviewStore store, HashingGate hashing, KeyRing keys, HeadlessKeyOptions options, TimeProvider time)
{
    private const int DaysFrom = 72; // hours: more than that are shown by the day

    public async Task<OverviewResponse> ReadAsync(int hours, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var step = hours < DaysFrom ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var milliseconds = (long)step.TotalMilliseconds;
        var last = now.ToUnixTimeMilliseconds() / milliseconds * milliseconds;
        var steps = Math.Max(1, (int)(TimeSpan.FromHours(hours) / step));
        var first = last - ((steps - 1) * milliseconds);
        var events = await store.CountEventsAsync(DateTimeOffset.FromUnixTimeMilliseconds(first), step, cancellationToken);
        var counts = await store.CountAsync(EmailQueueStore.Patience, cancellationToken);
        var key = keys.GetSigning();
        return new OverviewResponse(
            ApiTime.Format(now),
            (int)step.TotalSeconds,
            [.. Enumerable.Range(0, steps).Select(i => first + (i * milliseconds)).Select(at => PointOf(events.GetValueOrDefault(at) ?? new OverviewPoint(at, 0, 0, 0, 0)))],
            new OverviewResponse.UserCounts(counts.Users, counts.Disabled, counts.Administrators),
            new OverviewResponse.SessionCounts(counts.Sessions),
            new OverviewResponse.LockCounts(counts.LockedNetworks, counts.LockedAccounts, counts.Bans),
            new OverviewResponse.HashingState(hashing.Running, hashing.Waiting, options.Passwords.HashQueue),
            new OverviewResponse.EmailCounts(counts.MailWaiting, counts.MailLate, counts.MailGivenUp, options.Email.Transport),
            new OverviewResponse.DeliveryCounts(counts.DeliveriesWaiting, counts.DeliveriesFailed),
            new OverviewResponse.KeyState(key.Kid, key.Algorithm, ApiTime.Format(key.ActivatesAt), (long)(now - key.ActivatesAt).TotalSeconds));
    }

    private static OverviewResponse.Point PointOf(OverviewPoint point) => new(
        ApiTime.Format(DateTimeOffset.FromUnixTimeMilliseconds(point.At)), point.SignIns, point.Failures, point.Refreshes, point.Registrations);
}
