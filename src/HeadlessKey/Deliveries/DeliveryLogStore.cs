using HeadlessKey.Storage;

namespace HeadlessKey.Deliveries;

/// <summary>What became of deliveries: written after each try, for the operator to see and to have tried again.</summary>
internal sealed class DeliveryLogStore(Database database, HeadlessKeyOptions options, TimeProvider time) : IExpiringRows
{
    private const int LongestPause = 30; // seconds
    private const int Bite = 1000;

    /// <summary>
    /// Notes a try and what it came to. The note is kept either way; the rest counts only if no other node has taken the delivery since.
    /// Returns since when the target has taken nothing; null: it is well.
    /// </summary>
    /// <param name="delivery">What was tried.</param>
    /// <param name="attempt">How it went.</param>
    /// <param name="nextTry">When it is tried again; null: never, it was taken or is given up.</param>
    /// <param name="leaveInPeace">How long the receiver that failed asked to be left in peace; null: it is well, whatever became of this one.</param>
    public async Task<DateTimeOffset?> RecordAsync(Delivery delivery, DeliveryAttempt attempt, DateTimeOffset? nextTry, TimeSpan? leaveInPeace)
    {
        var taken = attempt.Error is null;
        var health = await database.WriteAsync(async transaction =>
        {
            await transaction.AppendAsync(
                $"""
                insert into delivery_attempts (delivery_id, at, request, status, answer, error, milliseconds)
                values ({delivery.Id}, {attempt.At.ToUnixTimeMilliseconds()}, {attempt.Request}, {(long?)attempt.Status}, {attempt.Answer},
                        {attempt.Error}, {(long)attempt.Elapsed.TotalMilliseconds})
                """,
                CancellationToken.None);
            var state = nextTry is not null ? DeliveryState.Waiting : taken ? DeliveryState.Delivered : DeliveryState.Failed;
            await transaction.AppendAsync(
                $"""
                update deliveries
                set state = {state}, leased_until = null, last_error = {attempt.Error}, next_try_at = {nextTry?.ToUnixTimeMilliseconds() ?? Now},
                    ended_at = {(nextTry is null ? Now : null)}
                where id = {delivery.Id} and state = 'waiting' and tries = {delivery.Tries}
                  and leased_until = {delivery.LeasedUntil.ToUnixTimeMilliseconds()}
                """,
                CancellationToken.None);
            return taken ? await NoteHealthyAsync(transaction, delivery)
                : attempt.Request.Length == 0 ? null // it was never asked
                : leaveInPeace is { } peace ? await NoteFailureAsync(transaction, delivery, peace)
                : await NoteNotTakenAsync(transaction, delivery);
        });
        return health is { FailingSince: { } since } ? since : null;
    }

    /// <summary>Deliveries of one target, or of all of a channel, newest first.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="targetId">Whose; null: all of the channel's.</param>
    /// <param name="state">Only those; null: all.</param>
    /// <param name="beforeId">Older than this one.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Set when nobody waits for it any more.</param>
    public Task<List<DeliveryEntry>> ListAsync(
        string channel, string? targetId, string? state, long beforeId, int count, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select * from deliveries
            where target like {Pattern(channel, targetId)} and id < {beforeId} and ({state is null} or state = {state ?? string.Empty})
            order by id desc limit {count}
            """,
            MapEntry,
            cancellationToken);

    /// <summary>One delivery of a channel, by its row.</summary>
    public Task<DeliveryEntry?> FindAsync(string channel, long id, CancellationToken cancellationToken) =>
        database.FindAsync($"select * from deliveries where id = {id} and target like {Pattern(channel)}", MapEntry, cancellationToken);

    /// <summary>Every try of a delivery, oldest first.</summary>
    public Task<List<DeliveryAttempt>> ListAttemptsAsync(long deliveryId, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select * from delivery_attempts where delivery_id = {deliveryId} order by id",
            row => new DeliveryAttempt(
                row.Time("at"), row.Text("request"), (int?)row.IntegerOrNull("status"), row.TextOrNull("answer"), row.TextOrNull("error"),
                TimeSpan.FromMilliseconds(row.Integer("milliseconds"))),
            cancellationToken);

    /// <summary>Makes one delivery due again, with all its tries; not one that is being tried at this moment. How many: one or none.</summary>
    public Task<int> ReplayAsync(Transaction transaction, string channel, long id) =>
        ReplayAsync(
            transaction,
            Pattern(channel),
            $"""
            update deliveries set state = 'waiting', tries = 0, next_try_at = {Now}, leased_until = null, ended_at = null
            where id = {id} and target like {Pattern(channel)} and (leased_until is null or leased_until <= {Now})
            """);

    /// <summary>Makes due again, with all its tries, what was given up or still waits after a failure; queued at that time or later.</summary>
    public Task<int> ReplayFailedAsync(Transaction transaction, string channel, string? targetId, DateTimeOffset since) =>
        ReplayAsync(
            transaction,
            Pattern(channel, targetId),
            $"""
            update deliveries set state = 'waiting', tries = 0, next_try_at = {Now}, leased_until = null, ended_at = null
            where target like {Pattern(channel, targetId)} and created_at >= {since.ToUnixTimeMilliseconds()} and last_error is not null
              and state <> 'delivered' and (leased_until is null or leased_until <= {Now})
            """);

    /// <summary>Gives up whatever waits for a target: it is gone or switched off. What was delivered can still be seen.</summary>
    public async Task AbandonAsync(Transaction transaction, DeliveryTarget target, string reason)
    {
        await transaction.AppendAsync(
            $"""
            update deliveries set state = 'failed', leased_until = null, last_error = {reason}, ended_at = {Now}
            where target = {target.ToString()} and state = 'waiting'
            """,
            CancellationToken.None);
        await transaction.AppendAsync($"delete from delivery_targets where target = {target.ToString()}", CancellationToken.None);
    }

    /// <summary>Removes what ended long ago, with its tries, and ends what has waited too long: nothing stays for ever.</summary>
    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var overdue = (now - DeliverySchedule.LongestWait).ToUnixTimeMilliseconds();
            var givenUp = await transaction.ExecuteAsync(
                $"""
                update deliveries set state = 'failed', leased_until = null, last_error = 'it waited for too long', ended_at = {now.ToUnixTimeMilliseconds()}
                where id in (select id from deliveries where state = 'waiting' and next_try_at < {overdue} order by next_try_at, id limit {Bite})
                  and state = 'waiting' and next_try_at < {overdue}
                """,
                cancellationToken);
            var before = (now - options.Deliveries.KeepFor).ToUnixTimeMilliseconds();
            await transaction.ExecuteAsync(
                $"""
                delete from delivery_attempts
                where delivery_id in (select id from deliveries where ended_at < {before} order by ended_at, id limit {Bite})
                """,
                cancellationToken);
            return givenUp + await transaction.ExecuteAsync(
                $"delete from deliveries where id in (select id from deliveries where ended_at < {before} order by ended_at, id limit {Bite})",
                cancellationToken);
        });

    private async Task<int> ReplayAsync(Transaction transaction, string targets, Sql update)
    {
        transaction.WakeOthers();
        await transaction.AppendAsync(
            $"update delivery_targets set not_before = 0 where target like {targets} and not_before > {Now}", CancellationToken.None);
        return await transaction.ExecuteAsync(update, CancellationToken.None);
    }

    private static async Task<Health> NoteHealthyAsync(Transaction transaction, Delivery delivery)
    {
        await transaction.AppendAsync(
            $"update delivery_targets set failures = 0, failing_since = null, not_before = 0 where target = {delivery.Target.ToString()} and failing_since is not null",
            CancellationToken.None);
        return new Health(null);
    }

    /// <summary>It goes on as before, but one that takes nothing for days is none.</summary>
    private async Task<Health?> NoteNotTakenAsync(Transaction transaction, Delivery delivery) =>
        await transaction.FindAsync(
            $"update delivery_targets set failing_since = coalesce(failing_since, {Now}) where target = {delivery.Target.ToString()} returning failing_since",
            row => new Health(row.TimeOrNull("failing_since")),
            CancellationToken.None);

    /// <summary>A target that fails is left in peace for a second more each time, up to half a minute, or for as long as it asks.</summary>
    private async Task<Health?> NoteFailureAsync(Transaction transaction, Delivery delivery, TimeSpan leaveInPeace) =>
        await transaction.FindAsync(
            $"""
            update delivery_targets
            set failures = failures + 1, failing_since = coalesce(failing_since, {Now}),
                not_before = case when {Now + (long)leaveInPeace.TotalMilliseconds} > {Now} + (case when failures < {LongestPause} then failures + 1 else {LongestPause} end) * 1000
                                  then {Now + (long)leaveInPeace.TotalMilliseconds}
                                  else {Now} + (case when failures < {LongestPause} then failures + 1 else {LongestPause} end) * 1000 end
            where target = {delivery.Target.ToString()}
            returning failing_since
            """,
            row => new Health(row.TimeOrNull("failing_since")),
            CancellationToken.None);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    // Neither channels nor ids have a letter in them that means something here.
    private static string Pattern(string channel, string? targetId = null) => $"{channel}/{targetId ?? "%"}";

    private static DeliveryEntry MapEntry(Row row) => new(
        row.Integer("id"), DeliveryTarget.Parse(row.Text("target")), row.Text("message_id"), row.Text("kind"), row.Text("state"),
        row.Time("created_at"), row.Integer("tries"), row.Time("next_try_at"), row.TimeOrNull("leased_until"), row.TimeOrNull("ended_at"),
        row.TextOrNull("last_error"), row.Flag("is_private") || row.IntegerOrNull("event_row") is not null ? null : row.Text("body"), row.IntegerOrNull("event_row"));

    private sealed record Health(DateTimeOffset? FailingSince);
}
