using System.Security.Cryptography;

namespace HeadlessKey.Deliveries;

/// <summary>When a delivery that was not taken is tried again.</summary>
internal static class DeliverySchedule
{
    private const int JitterSteps = 1000;
    private const double Jitter = 0.1; // of the pause, at most

    /// <summary>What a receiver may ask for at most: one that asks for decades would never be told anything again.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    /// <summary>What is due for so long and was not tried is given up: longer than all the pauses together, and for each target finite.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>Thirteen tries, the last one a little more than three days after the first.</summary>
    public static IReadOnlyList<TimeSpan> ThreeDays { get; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(15), TimeSpan.FromHours(18),
        TimeSpan.FromHours(21),
    ];

    /// <summary>
    /// The next try; null: there is none. A pause is up to a tenth longer than the list says, so that what failed together does not come
    /// back together. What the receiver asks for can only make it longer.
    /// </summary>
    public static DateTimeOffset? FindNextTry(IReadOnlyList<TimeSpan> pauses, long tries, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (tries > pauses.Count)
        {
            return null;
        }

        var pause = pauses[(int)tries - 1];
        pause += pause * (Jitter * RandomNumberGenerator.GetInt32(JitterSteps + 1) / JitterSteps);
        return now + (retryAfter > pause ? retryAfter.Value : pause);
    }
}
