namespace HeadlessKey.Admin.Api.Overview;

/// <summary>How the server is doing.</summary>
/// <param name="Now">The server's time.</param>
/// <param name="Step">How long a step of the series is, in seconds.</param>
/// <param name="Series">What happened, step by step, oldest first.</param>
/// <param name="Users">The accounts.</param>
/// <param name="Sessions">Who is signed in.</param>
/// <param name="Locks">Who is locked out.</param>
/// <param name="Hashing">Passwords being checked on this server.</param>
/// <param name="Email">Mail on its way.</param>
/// <param name="Deliveries">Deliveries to webhooks and other sites.</param>
/// <param name="SigningKey">The key that signs.</param>
internal sealed record OverviewResponse(
    string Now, int Step, IReadOnlyList<OverviewResponse.Point> Series, OverviewResponse.UserCounts Users, OverviewResponse.SessionCounts Sessions,
    OverviewResponse.LockCounts Locks, OverviewResponse.HashingState Hashing, OverviewResponse.EmailCounts Email, OverviewResponse.DeliveryCounts Deliveries, OverviewResponse.KeyState SigningKey)
{
    /// <summary>One step.</summary>
    /// <param name="At">When the step begins.</param>
    /// <param name="SignIns">How often somebody signed in.</param>
    /// <param name="Failures">How many sign-ins failed.</param>
    /// <param name="Refreshes">How many tokens were exchanged for their successors.</param>
    /// <param name="Registrations">How many accounts were registered.</param>
    internal sealed record Point(string At, long SignIns, long Failures, long Refreshes, long Registrations);

    /// <summary>The accounts.</summary>
    /// <param name="Total">How many there are.</param>
    /// <param name="Disabled">How many of them are disabled.</param>
    /// <param name="Administrators">How many have the role administrator, disabled ones among them.</param>
    internal sealed record UserCounts(long Total, long Disabled, long Administrators);

    /// <summary>Who is signed in.</summary>
    /// <param name="Live">How many sessions are neither over nor ended.</param>
    internal sealed record SessionCounts(long Live);

    /// <summary>Networks, pairs of account and network, and bans.</summary>
    /// <param name="Networks">Networks that must wait.</param>
    /// <param name="Accounts">Pairs of account and network that must wait.</param>
    /// <param name="Bans">Networks that are banned.</param>
    internal sealed record LockCounts(long Networks, long Accounts, long Bans);

    /// <summary>How many hashes run and wait, and how many may wait.</summary>
    /// <param name="Running">How many are being computed.</param>
    /// <param name="Waiting">How many wait.</param>
    /// <param name="Capacity">How many may wait; one more is refused.</param>
    internal sealed record HashingState(int Running, int Waiting, int Capacity);

    /// <summary>Mail that waits, that waits for too long, and that was given up.</summary>
    /// <param name="Waiting">Mails that wait.</param>
    /// <param name="Late">Those of them that wait for too long.</param>
    /// <param name="GivenUp">Mails that will not be tried again.</param>
    /// <param name="Transport">file, smtp or none.</param>
    internal sealed record EmailCounts(long Waiting, long Late, long GivenUp, string Transport);

    /// <summary>Deliveries that wait, and that were given up.</summary>
    /// <param name="Waiting">Deliveries that wait.</param>
    /// <param name="Failed">Deliveries that were given up.</param>
    internal sealed record DeliveryCounts(long Waiting, long Failed);

    /// <summary>The key that signs, and since how many seconds.</summary>
    /// <param name="Kid">Its id.</param>
    /// <param name="Algorithm">Its algorithm.</param>
    /// <param name="SignsFrom">Since when it signs.</param>
    /// <param name="Age">Since how many seconds it signs.</param>
    internal sealed record KeyState(string Kid, string Algorithm, string SignsFrom, long Age);
}
