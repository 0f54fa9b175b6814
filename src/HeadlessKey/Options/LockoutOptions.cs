namespace HeadlessKey;

/// <summary>How much guessing is let through. An attempt is counted before the password is looked at, and taken back when it was right.</summary>
[Runtime]
public sealed class LockoutOptions
{
    /// <summary>
    /// The attempts on one login from one network (an IPv4 address, an IPv6 /64) in a window; default 5, from 1 to 100,000. The next one locks
    /// this network out of this login, and nobody else.
    /// </summary>
    public int Threshold { get; set; } = 5;

    /// <summary>The attempts from one network on any logins in a window; default 50, from 1 to 100,000. The next one locks the network out.</summary>
    public int NetworkThreshold { get; set; } = 50;

    /// <summary>
    /// The attempts on one login from anywhere in a window; default 50, from 1 to 100,000. After them only networks get through from which
    /// somebody has signed in to this account before.
    /// </summary>
    public int LoginThreshold { get; set; } = 50;

    /// <summary>How long attempts are counted together; default 15 minutes, from 1 minute to 1 day.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the first lock lasts; each further one lasts twice as long. Default 15 minutes, from 1 minute to 1 day.</summary>
    public TimeSpan FirstLock { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a lock lasts at most; default 1 day, from 1 minute to 30 days. After as long without attempts, locks start short again.</summary>
    public TimeSpan LongestLock { get; set; } = TimeSpan.FromDays(1);
}
