namespace HeadlessKey;

/// <summary>What the record of security events keeps, and for how long.</summary>
public sealed class ActivityLogOptions
{
    internal const string Full = "full";
    internal const string Masked = "masked";
    internal const string None = "none";

    /// <summary>
    /// How long an event is kept; default 400 days, at least 1 day; 0 keeps them for ever. Older ones are removed within minutes on SQLite; on
    /// PostgreSQL a million at a time, or 31 days later.
    /// </summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// How addresses are kept with events and sessions: <c>full</c> (default), <c>masked</c> (an IPv4 /24, an IPv6 /48) or <c>none</c>. It is
    /// decided when a row is written. What guessing is counted by stays whole, or it could not be counted.
    /// </summary>
    public string Addresses { get; set; } = Full;

    /// <summary>
    /// How often the newest seal is given out as an anchor: as the event <c>activity.sealed</c>, and into <see cref="AnchorFile"/>. Default 1 day,
    /// at least 1 minute; 0 is never. Nothing is given out when nothing has happened.
    /// </summary>
    public TimeSpan AnchorEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// A file that each anchor is added to, one a line, for <c>headlesskey activity verify --anchor</c>. Right on another disk, or one
    /// that only takes additions. Not set by default.
    /// </summary>
    public string? AnchorFile { get; set; }
}
