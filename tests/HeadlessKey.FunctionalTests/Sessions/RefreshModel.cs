namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>
/// What the contract says of one session, in a few lines: which generation it is at, when it got there, and whether it is over.
/// The server is compared with this.
/// </summary>
internal sealed class RefreshModel(DateTimeOffset start)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Inactivity = TimeSpan.FromDays(14);
    private static readonly TimeSpan Absolute = TimeSpan.FromDays(90);
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    private readonly List<DateTimeOffset> accessExpiresAt = [start + AccessLifetime];
    private readonly DateTimeOffset end = start + Absolute;
    private DateTimeOffset rotatedAt = start;

    public int Generation { get; private set; }

    public bool IsEnded { get; private set; }

    public int Reuses { get; private set; }

    private DateTimeOffset IdleExpiresAt => Earlier(rotatedAt + Inactivity, end);

    /// <summary>A refresh with what the generation was given; null is a success, else the error's code.</summary>
    public string? Refresh(int generation, bool byAccessToken, DateTimeOffset now)
    {
        if (byAccessToken && now >= accessExpiresAt[generation])
        {
            return "headlesskey_expired_token";
        }

        if (IsEnded)
        {
            return "headlesskey_revoked_token";
        }

        if (now >= IdleExpiresAt)
        {
            return "headlesskey_expired_refresh_token";
        }

        if (generation == Generation)
        {
            Generation++;
            rotatedAt = now;
            accessExpiresAt.Add(Earlier(now + AccessLifetime, IdleExpiresAt));
            return null;
        }

        if (generation == Generation - 1 && now < rotatedAt + Grace)
        {
            return null;
        }

        IsEnded = true;
        Reuses++;
        return "headlesskey_reused_refresh_token";
    }

    public void Revoke() => IsEnded = true;

    /// <summary>What validating the generation's access token says; null is valid, else the error's code.</summary>
    public string? Validate(int generation, DateTimeOffset now) =>
        now >= accessExpiresAt[generation] ? "headlesskey_expired_token"
        : IsEnded || generation < Generation - 1 || (generation == Generation - 1 && now >= rotatedAt + Grace) ? "headlesskey_revoked_token"
        : null;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
