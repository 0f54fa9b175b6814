using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>
/// How many mails an address is sent because somebody asked for them: so few that nobody's mailbox can be flooded from here. There is a row
/// for an address that nobody has, too, so that both cost the same.
/// </summary>
internal sealed class VerificationLimitStore(Database database, MasterKey masterKey, TimeProvider time) : IExpiringRows
{
    public const int MostPerHour = 3;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Takes one of the hour's mails. False: they have been sent. One statement decides, however many ask at once.</summary>
    public async Task<bool> TryTakeAsync(Transaction transaction, string email)
    {
        var now = Now;
        var nextHour = now + (long)Hour.TotalMilliseconds;
        return await transaction.FindAsync(
            $"""
            insert into verification_limits (subject, hour_mails, hour_ends_at) values ({Subject(email)}, 1, {nextHour})
            on conflict (subject) do update set
                hour_mails = case when verification_limits.hour_ends_at <= {now} then 1 else verification_limits.hour_mails + 1 end,
                hour_ends_at = case when verification_limits.hour_ends_at <= {now} then {nextHour} else verification_limits.hour_ends_at end
            where verification_limits.hour_ends_at <= {now} or verification_limits.hour_mails < {MostPerHour}
            returning subject
            """,
            row => row.Text("subject"),
            CancellationToken.None) is not null;
    }

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"delete from verification_limits where subject in (select subject from verification_limits where hour_ends_at <= {now.ToUnixTimeMilliseconds()} limit 1000)",
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    // Keyed: the table must not be a list of people we wrote to.
    private string Subject(string email) => masterKey.Digest("verification-limit", UserPolicy.Key(email));
}
