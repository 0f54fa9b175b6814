namespace HeadlessKey;

/// <summary>How long a sign-in lasts.</summary>
[Runtime]
public sealed class SessionOptions
{
    internal const string EvictOldest = "evict_oldest";
    internal const string Reject = "reject";

    /// <summary>How many sessions a user may have at once; default 0 (any number), at most 1,000.</summary>
    public int Limit { get; set; }

    /// <summary>
    /// The same for users of a role, such as <c>RoleLimits:subscriber</c> = 3; default: none. Of several roles the most generous counts.
    /// </summary>
    public IDictionary<string, int> RoleLimits { get; set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// What happens to a sign-in when the limit is reached: <c>evict_oldest</c> (default; the session that was not seen for longest ends) or
    /// <c>reject</c> (403 <c>headlesskey_device_limit</c>).
    /// </summary>
    public string WhenFull { get; set; } = EvictOldest;

    /// <summary>Whether users are told by mail when a device signs in that their account has not seen before; default true.</summary>
    public bool TellNewDevices { get; set; } = true;

    /// <summary>A session ends when it has not been refreshed for this long; default 14 days, from 5 minutes to 365 days.</summary>
    public TimeSpan InactivityLimit { get; set; } = TimeSpan.FromDays(14);

    /// <summary>A session ends this long after the sign-in, however busy; default 90 days, from 5 minutes to 365 days.</summary>
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The absolute limit when the sign-in said <c>remember: false</c>; default 12 hours, from 5 minutes to 365 days.</summary>
    public TimeSpan UnrememberedLimit { get; set; } = TimeSpan.FromHours(12);

    /// <summary>
    /// How long a used refresh token still gives its one successor, for clients that ask twice at once; default 30 seconds,
    /// from 0 to 5 minutes.
    /// </summary>
    public TimeSpan GraceWindow { get; set; } = TimeSpan.FromSeconds(30);
}
