using System.Threading.RateLimiting;

namespace HeadlessKey.Access;

/// <summary>How many requests a network has left, group by group, on this node.</summary>
internal sealed class RequestRates(HeadlessKeyOptions options) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private const int PeriodsAMinute = 60;

    // A bucket is made for a limit: when the settings change it, the network gets a new one. Unused ones are removed by the limiter itself.
    private readonly PartitionedRateLimiter<(RateGroup Group, string Network, int Limit)> limiter =
        PartitionedRateLimiter.Create<(RateGroup Group, string Network, int Limit), (RateGroup Group, string Network, int Limit)>(static request =>
            RateLimitPartition.GetTokenBucketLimiter(request, static key => BucketOf(key.Limit)));

    public bool IsLimited(RateGroup group) => LimitOf(group) > 0;

    /// <summary>Takes one request of the network's. Null: it may go on; else how long to wait.</summary>
    public TimeSpan? TryTake(RateGroup group, string network)
    {
        var limit = LimitOf(group);
        if (limit == 0)
        {
            return null;
        }

        using var lease = limiter.AttemptAcquire((group, network, limit));
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > Period ? wait
            : Period;
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>How many requests a network has in a minute; 0: any number.</summary>
    public int LimitOf(RateGroup group)
    {
        var limits = options.RateLimits;
        return group switch
        {
            RateGroup.SignIn => limits.SignIn,
            RateGroup.Accounts => limits.Accounts,
            RateGroup.Sessions => limits.Sessions,
            RateGroup.Admin => limits.Admin,
            _ => limits.Memory,
        };
    }

    // A minute's requests may come at once; after that they come back evenly, about once a second or more rarely.
    internal static TokenBucketRateLimiterOptions BucketOf(int limit)
    {
        var atOnce = Math.Max(1, limit / PeriodsAMinute);
        return new()
        {
            TokenLimit = limit,
            TokensPerPeriod = atOnce,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * atOnce / limit,
            QueueLimit = 0,
            AutoReplenishment = true,
        };
    }
}
