using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>
/// How often a name is mailed and how often its codes are tried. Each count is taken by one statement, so that it holds however many ask
/// at once, on however many nodes; and there is a row for a name that nobody has, so that asking about it costs the same.
/// </summary>
internal sealed class RecoveryLimitStore(Database database, TimeProvider time) : IExpiringRows
{
    public const int MostMailsAnHour = 5;

    // The other mails are left for links: who asks for codes and spoils them must not be able to keep the owner out.
    public const int MostCodesAnHour = 3;

    public const int MostTriesOfACode = 5;
    public const int MostTriesAnHour = 15;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Counts a mail. False, and not counted: the hour's have been sent.</summary>
    public async Task<bool> TryCountMailAsync(Transaction transaction, string subject, bool isCode)
    {
        var code = isCode ? 1L : 0L;
        var counted = await transaction.ListAsync(
            $"""
            insert into recovery_limits (subject, hour_mails, hour_codes, hour_ends_at) values ({subject}, 1, {code}, {Now + Milliseconds(Hour)})
            on conflict (subject) do update set
                hour_mails = case when recovery_limits.hour_ends_at <= {Now} then 1 else recovery_limits.hour_mails + 1 end,
                hour_codes = case when recovery_limits.hour_ends_at <= {Now} then {code} else recovery_limits.hour_codes + {code} end,
                hour_tries = case when recovery_limits.hour_ends_at <= {Now} then 0 else recovery_limits.hour_tries end,
                hour_ends_at = case when recovery_limits.hour_ends_at <= {Now} then {Now + Milliseconds(Hour)} else recovery_limits.hour_ends_at end
            where recovery_limits.hour_ends_at <= {Now}
                or (recovery_limits.hour_mails < {MostMailsAnHour} and recovery_limits.hour_codes + {code} <= {MostCodesAnHour})
            returning subject
            """,
            row => row.Text("subject"),
            CancellationToken.None);
        return counted.Count == 1;
    }

    /// <summary>Counts a try of a code, before anything is compared. False: there have been too many.</summary>
    public async Task<bool> TryCountTryAsync(Transaction transaction, string subject) =>
        (await transaction.ListAsync(
            $"""
            insert into recovery_limits (subject, code_tries, hour_tries, hour_ends_at) values ({subject}, 1, 1, {Now + Milliseconds(Hour)})
            on conflict (subject) do update set
                code_tries = recovery_limits.code_tries + 1,
                hour_tries = case when recovery_limits.hour_ends_at <= {Now} then 1 else recovery_limits.hour_tries + 1 end,
                hour_mails = case when recovery_limits.hour_ends_at <= {Now} then 0 else recovery_limits.hour_mails end,
                hour_codes = case when recovery_limits.hour_ends_at <= {Now} then 0 else recovery_limits.hour_codes end,
                hour_ends_at = case when recovery_limits.hour_ends_at <= {Now} then {Now + Milliseconds(Hour)} else recovery_limits.hour_ends_at end
            returning code_tries, hour_tries
            """,
            row => row.Integer("code_tries") <= MostTriesOfACode && row.Integer("hour_tries") <= MostTriesAnHour,
            CancellationToken.None))[0];

    /// <summary>Gives back the try of a code that was right.</summary>
    public Task GiveTryBackAsync(string subject) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"""
            update recovery_limits set code_tries = code_tries - 1, hour_tries = hour_tries - 1
            where subject = {subject} and code_tries > 0 and hour_tries > 0
            """,
            CancellationToken.None));

    /// <summary>A new code has its own tries. The hour's ceiling stays as it is.</summary>
    public Task StartCodeAsync(Transaction transaction, string subject) =>
        transaction.ExecuteAsync($"update recovery_limits set code_tries = 0 where subject = {subject}", CancellationToken.None);

    /// <summary>Counts whose hour is over. They are kept an hour longer, past the life of any code whose tries they count.</summary>
    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"""
            delete from recovery_limits where subject in (
                select subject from recovery_limits where hour_ends_at <= {(now - Hour).ToUnixTimeMilliseconds()} limit 1000)
            """,
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
