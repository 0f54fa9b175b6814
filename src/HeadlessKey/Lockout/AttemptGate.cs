using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;

namespace HeadlessKey.Lockout;

/// <summary>
/// Gives out attempts. One is taken before anything slow, by statements that count and decide at once, so that of two hundred guesses at
/// the same moment no more than the threshold reaches a password. A right password gives it back.
/// </summary>
internal sealed class AttemptGate(Database database, SecurityEventLog events, HeadlessKeyOptions options, TimeProvider time)
{
    private const string Any = "";

    /// <summary>Takes an attempt on the subject, or writes down the refusal and says when the next one can be made.</summary>
    public Task<AttemptResult> TryTakeAsync(string subject, ClientInfo client, SecurityEvent refusal) =>
        database.WriteAsync(async transaction =>
        {
            var result = await TryTakeAsync(transaction, subject, ClientNetwork.Of(client.Address));
            if (result is AttemptResult.Refused)
            {
                await events.AppendAsync(transaction, refusal, CancellationToken.None);
            }

            return result;
        });

    private async Task<AttemptResult> TryTakeAsync(Transaction transaction, string subject, string network)
    {
        var lockout = options.Lockout;

        // Always in this order, so that no two attempts wait for each other. What is refused early does not count further on: a network
        // that is locked out cannot use up what the login or the others have left.
        return await CountAsync(transaction, subject, network, lockout.Threshold, lockout.LongestLock) is { } pair ? Refused(pair)
            : await CountAsync(transaction, Any, network, lockout.NetworkThreshold, lockout.LongestLock) is { } all ? Refused(all)

            // This lock does not grow: it also shuts out an owner who travels.
            : await CountAsync(transaction, subject, Any, lockout.LoginThreshold, lockout.FirstLock) is { } login && !await IsKnownAsync(transaction, subject, network)
                ? Refused(login)
                : new AttemptResult.Allowed();
    }

    /// <summary>The attempt was right: it counts no more, and the network is known from now on.</summary>
    public async Task SucceedAsync(Transaction transaction, string subject, ClientInfo client)
    {
        var network = ClientNetwork.Of(client.Address);
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

    /// <summary>The attempt told nothing about the password: it does not count.</summary>
    public Task WithdrawAsync(string subject, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            var network = ClientNetwork.Of(client.Address);
            await GiveBackAsync(transaction, subject, network);
            await GiveBackAsync(transaction, Any, network);
            await GiveBackAsync(transaction, subject, Any);
            return true;
        });

    /// <summary>Lifts every lock on the subject. Returns how many counts there were.</summary>
    public Task<int> UnlockAsync(Transaction transaction, string subject) =>
        transaction.ExecuteAsync($"delete from attempts where subject = {subject}", CancellationToken.None);

    /// <summary>Removes counts that no longer matter, and networks that have not been seen for long.</summary>
    public async Task<int> DeleteOldAsync(Transaction transaction, TimeSpan forgetNetworksAfter)
    {
        var quiet = Now - Milliseconds(options.Lockout.LongestLock);
        var unseen = Now - Milliseconds(forgetNetworksAfter);
        return await transaction.ExecuteAsync(
                $"""
                delete from attempts where window_ends_at < {quiet}
                    and (subject, network) in (select subject, network from attempts where window_ends_at < {quiet} limit 1000)
                """,
                CancellationToken.None)
            + await transaction.ExecuteAsync(
                $"""
                delete from known_networks where seen_at < {unseen}
                    and (subject, network) in (select subject, network from known_networks where seen_at < {unseen} limit 1000)
                """,
                CancellationToken.None);
    }

    /// <summary>Counts one attempt and decides in the same statement. Null: it may go on; else the time until which it is locked.</summary>
    private async Task<DateTimeOffset?> CountAsync(
        Transaction transaction, string subject, string network, int threshold, TimeSpan longestLock)
    {
        var now = Now;
        var window = now + Milliseconds(options.Lockout.Window);
        var first = Milliseconds(options.Lockout.FirstLock);
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

    private AttemptResult.Refused Refused(DateTimeOffset until) => new(until - time.GetUtcNow());

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private sealed record Counted(DateTimeOffset LockedUntil);
}
