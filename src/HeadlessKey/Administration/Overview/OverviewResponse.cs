namespace HeadlessKey.Administration.Overview;

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
    internal sealed record Point(string At, long SignIns, long Failures, long Refreshes, long Registrations);

    /// <summary>The accounts.</summary>
    internal sealed record UserCounts(long Total, long Disabled, long Administrators);

    /// <summary>Who is signed in.</summary>
    internal sealed record SessionCounts(long Live);

    /// <summary>Networks, pairs of account and network, and bans.</summary>
    internal sealed record LockCounts(long Networks, long Accounts, long Bans);

    /// <summary>How many hashes run and wait, and how many may wait.</summary>
    internal sealed record HashingState(int Running, int Waiting, int Capacity);

    /// <summary>Mail that waits, that waits for too long, and that was given up.</summary>
    internal sealed record EmailCounts(long Waiting, long Late, long GivenUp, string Transport);

    /// <summary>Deliveries that wait, and that were given up.</summary>
    internal sealed record DeliveryCounts(long Waiting, long Failed);

    /// <summary>The key that signs, and since how many seconds.</summary>
    internal sealed record KeyState(string Kid, string Algorithm, string SignsFrom, long Age);
}
