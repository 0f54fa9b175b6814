using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Lockout;

/// <summary>
/// Gives out attempts. One is taken before anything slow, by statements that count and decide at once, so that of two hundred guesses at
/// the same moment no more than the threshold reaches a password. A right password gives it back.
/// </summary>
internal sealed class AttemptGate(
    AttemptSubject subjects, Database database, SecurityEventLog events, HeadlessKeyOptions options, TimeProvider time)
    : IExpiringRows
{
    private const string Any = "";

    private static readonly TimeSpan ForgetNetworks = TimeSpan.FromDays(180);

    /// <summary>An attempt on a login, whether or not somebody has it.</summary>
    public Attempt Of(User? user, string typed, ClientInfo client) => new(subjects.Of(user, typed), ClientNetwork.Of(client.Address));

    /// <summary>An attempt on an account.</summary>
    public Attempt Of(long userId, ClientInfo client) => new(subjects.Of(userId), ClientNetwork.Of(client.Address));

    /// <summary>Takes the attempt. Null: it may be made; else the refusal is written down, and this is how long to wait.</summary>
    public Task<TimeSpan?> TryTakeAsync(Attempt attempt, SecurityEvent refusal) =>
        database.WriteAsync(async transaction =>
        {
            var lockedUntil = await FindLockAsync(transaction, attempt);
            if (lockedUntil is null)
            {
                return (TimeSpan?)null;
            }

            await events.AppendAsync(transaction, refusal, CancellationToken.None);
            return lockedUntil - time.GetUtcNow();
        });

    /// <summary>The attempt was right: it counts no more, and the network is known from now on.</summary>
    public async Task SucceedAsync(Transaction transaction, Attempt attempt)
    {
        var (subject, network) = attempt;
        await transaction.AppendAsync($"delete from attempts where subject = {subject} and network = {network}", CancellationToken.None);
        await GiveBackAsync(transaction, Any, network);
        await GiveBackAsync(transaction, subject, Any);
        await transaction.AppendAsync(
            $"""
            insert into known_networks (subject, network, seen_at) values ({subject}, {network}, {Now})
            on conflict (subject, network) do update set seen_at = excluded.seen_at
            """,
            CancellationToken.None);
    }

    /// <summary>The attempt told nothing about the password: it does not count. What became of it is written down with that.</summary>
    public Task WithdrawAsync(Attempt attempt, SecurityEvent? outcome = null) =>
        database.WriteAsync(async transaction =>
        {
            if (outcome is not null)
            {
                await events.AppendAsync(transaction, outcome, CancellationToken.None);
            }

            await GiveBackAsync(transaction, attempt.Subject, attempt.Network);
            await GiveBackAsync(transaction, Any, attempt.Network);
            await GiveBackAsync(transaction, attempt.Subject, Any);
            return true;
        });

    /// <summary>Lifts every lock on the account. Returns how many counts there were.</summary>
    public Task<int> UnlockAsync(Transaction transaction, long userId) =>
        transaction.ExecuteAsync($"delete from attempts where subject = {subjects.Of(userId)}", CancellationToken.None);

    /// <summary>Until when the account is locked out from some network; null: from none.</summary>
    public async Task<DateTimeOffset?> FindLockAsync(long userId, CancellationToken cancellationToken) =>
        (await database.ListAsync(
            $"select max(locked_until) as locked_until from attempts where subject = {subjects.Of(userId)} and locked_until > {Now}",
            row => row.TimeOrNull("locked_until"),
            cancellationToken))[0];

    /// <summary>Removes counts that no longer matter, and networks that have not been seen for long.</summary>
    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var quiet = now.ToUnixTimeMilliseconds() - Milliseconds(options.Lockout.LongestLock);
        var unseen = (now - ForgetNetworks).ToUnixTimeMilliseconds();
        return database.WriteAsync(async transaction =>
            await transaction.ExecuteAsync(
                $"""
                delete from attempts where (subject, network) in
                    (select subject, network from attempts where window_ends_at < {quiet} limit 1000) and window_ends_at < {quiet}
                """,
                cancellationToken)
            + await transaction.ExecuteAsync(
                $"""
                delete from known_networks where (subject, network) in
                    (select subject, network from known_networks where seen_at < {unseen} limit 1000) and seen_at < {unseen}
                """,
                cancellationToken));
    }

    /// <summary>Until when the attempt is refused; null: it is not.</summary>
    private async Task<DateTimeOffset?> FindLockAsync(Transaction transaction, Attempt attempt)
    {
        var (subject, network) = attempt;
        var lockout = options.Lockout;

        // Always in this order, so that no two attempts wait for each other. What is refused early does not count further on: a network
        // that is locked out cannot use up what the login or the others have left.
        if (await CountAsync(transaction, subject, network, lockout.Threshold, lockout.LongestLock, lockout) is { } pair)
        {
            return pair;
        }

        if (await CountAsync(transaction, Any, network, lockout.NetworkThreshold, lockout.LongestLock, lockout) is { } everybody)
        {
            return everybody;
        }

        // The lock of a login does not grow: it also shuts out an owner who travels.
        return await CountAsync(transaction, subject, Any, lockout.LoginThreshold, lockout.FirstLock, lockout) is { } login
            && !await IsKnownAsync(transaction, subject, network)
                ? login
                : null;
    }

    /// <summary>Counts one attempt and decides in the same statement. Null: it may go on; else the time until which it is locked.</summary>
    private async Task<DateTimeOffset?> CountAsync(
        Transaction transaction, string subject, string network, int threshold, TimeSpan longestLock, LockoutOptions lockout)
    {
        var now = Now;
        var window = now + Milliseconds(lockout.Window);
        var first = Milliseconds(lockout.FirstLock);
        var longest = Milliseconds(longestLock);
        var counted = await transaction.FindAsync(
            $"""
            insert into attempts (subject, network, count, window_ends_at, next_lock) values ({subject}, {network}, 1, {window}, {first})
            on conflict (subject, network) do update set
                count = case
                    when attempts.locked_until > {now} then attempts.count
                    when attempts.window_ends_at <= {now} then 1
                    else attempts.count + 1 end,
                locked_until = case
                    when attempts.locked_until > {now} then attempts.locked_until
                    when attempts.window_ends_at > {now} and attempts.count >= {threshold} then {now} + attempts.next_lock
                    else 0 end,
                window_ends_at = case
                    when attempts.locked_until > {now} then attempts.window_ends_at
                    when attempts.window_ends_at <= {now} then {window}
                    when attempts.count >= {threshold} then {now} + attempts.next_lock
                    else attempts.window_ends_at end,
                next_lock = case
                    when attempts.locked_until > {now} then attempts.next_lock
                    when attempts.window_ends_at > {now} and attempts.count >= {threshold}
                        then case when attempts.next_lock * 2 > {longest} then {longest} else attempts.next_lock * 2 end
                    when attempts.window_ends_at + {longest} <= {now} then {first}
                    else attempts.next_lock end
            returning locked_until
            """,
            row => new Counted(row.Time("locked_until")),
            CancellationToken.None);
        return counted!.LockedUntil > time.GetUtcNow() ? counted.LockedUntil : null;
    }

    private static async Task<bool> IsKnownAsync(Transaction transaction, string subject, string network) =>
        await transaction.FindAsync(
            $"select network from known_networks where subject = {subject} and network = {network}", row => row.Text("network"),
            CancellationToken.None) is not null;

    private static Task GiveBackAsync(Transaction transaction, string subject, string network) =>
        transaction.AppendAsync(
            $"update attempts set count = count - 1 where subject = {subject} and network = {network} and count > 0", CancellationToken.None);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private sealed record Counted(DateTimeOffset LockedUntil);
}
