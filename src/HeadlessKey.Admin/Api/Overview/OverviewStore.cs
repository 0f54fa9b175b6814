using HeadlessKey.ActivityLog;
using HeadlessKey.Roles;
using HeadlessKey.Storage;

namespace HeadlessKey.Admin.Api.Overview;

/// <summary>Counts for the overview.</summary>
internal sealed class OverviewStore(Database database, ActivityTimeline timeline, TimeProvider time)
{
    /// <summary>What happened in each step of time that has seen something, by the start of the step.</summary>
    public async Task<IReadOnlyDictionary<long, OverviewPoint>> CountEventsAsync(DateTimeOffset from, TimeSpan step, CancellationToken cancellationToken)
    {
        var first = await timeline.FindFirstIdAsync(from, cancellationToken);
        var milliseconds = (long)step.TotalMilliseconds;
        var points = await database.ListAsync(
            $"""
            select at / {milliseconds} as step,
                   count(case when type = 'login.succeeded' or type = 'admin.signed_in' then 1 end) as sign_ins,
                   count(case when type = 'login.failed' then 1 end) as failures,
                   count(case when type = 'token.refreshed' then 1 end) as refreshes,
                   count(case when type = 'user.created' and detail in ('registration', 'invitation') then 1 end) as registrations
            from security_events where id >= {first} and at >= {from.ToUnixTimeMilliseconds()}
            group by 1
            """,
            row => new OverviewPoint(
                row.Integer("step") * milliseconds, row.Integer("sign_ins"), row.Integer("failures"), row.Integer("refreshes"), row.Integer("registrations")),
            cancellationToken);
        return points.ToDictionary(point => point.At);
    }

    /// <summary>What there is now.</summary>
    public async Task<OverviewCounts> CountAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var before = now - (long)patience.TotalMilliseconds;
        return (await database.ListAsync(
            $"""
            select (select count(*) from users) as users,
                   (select count(*) from users where disabled_at is not null) as disabled,
                   (select count(*) from user_roles where role = {Role.Administrator}) as administrators,
                   (select count(*) from sessions where ended_at is null and idle_expires_at > {now}) as sessions,
                   (select count(*) from attempts where subject = '' and locked_until > {now}) as locked_networks,
                   (select count(*) from attempts where subject <> '' and locked_until > {now}) as locked_accounts,
                   (select count(*) from bans where expires_at is null or expires_at > {now}) as bans,
                   (select count(*) from deliveries where state = 'waiting') as deliveries_waiting,
                   (select count(*) from deliveries where state = 'failed') as deliveries_failed,
                   (select count(*) from emails where given_up_at is null) as mail_waiting,
                   (select count(*) from emails where given_up_at is null and created_at < {before}) as mail_late,
                   (select count(*) from emails where given_up_at is not null) as mail_given_up
            """,
            row => new OverviewCounts(
                row.Integer("users"), row.Integer("disabled"), row.Integer("administrators"), row.Integer("sessions"), row.Integer("locked_networks"),
                row.Integer("locked_accounts"), row.Integer("bans"), row.Integer("deliveries_waiting"), row.Integer("deliveries_failed"), row.Integer("mail_waiting"), row.Integer("mail_late"), row.Integer("mail_given_up")),
            cancellationToken))[0];
    }
}
