using System.Text;
using HeadlessKey.Events;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Deliveries;

/// <summary>
/// What is to be told to others over HTTP. It is queued in the transaction of what it tells of, and sent after the answer, at least once:
/// whoever dies over it loses the lease, and another node tries it again.
/// </summary>
internal sealed class DeliveryQueueStore(
    Database database, RecordedEventStore events, MasterKey masterKey, HeadlessKeyOptions options, TimeProvider time)
{
    /// <summary>When so many tries have failed, a delivery keeps the later ones of its ordering key waiting no longer.</summary>
    public const int TriesThatHoldBack = 5;

    private const int Window = 500;
    private const int WideWindow = 10_000;
    private const uint ClaimsToOneWide = 32;

    private static readonly TimeSpan RecordingPatience = TimeSpan.FromSeconds(15); // at most

    private uint claims;

    /// <summary>
    /// How long a delivery belongs to the node that took it: as long as a try may last, and some time to write down what came of it. When a
    /// node dies, this is how long its users' later deliveries wait.
    /// </summary>
    public TimeSpan Lease => options.Deliveries.Timeout + (options.Deliveries.Timeout < RecordingPatience ? options.Deliveries.Timeout : RecordingPatience);

    /// <summary>Queues a delivery. One target gets one message once.</summary>
    public Task AddAsync(Transaction transaction, NewDelivery delivery)
    {
        var target = delivery.Target.ToString();
        var body = delivery.IsPrivate ? masterKey.Seal(Encoding.UTF8.GetBytes(delivery.Body), Name(target, delivery.MessageId)) : delivery.Body;
        transaction.WakeOthers();
        return transaction.AppendAsync(
            $"""
            insert into deliveries (target, message_id, once, kind, ordering_key, body, is_private, created_at, next_try_at)
            values ({target}, {delivery.MessageId}, true, {delivery.Kind}, {delivery.OrderingKey}, {body}, {delivery.IsPrivate}, {Now}, {Now})
            on conflict (target, message_id) where once do nothing
            """,
            CancellationToken.None);
    }

    /// <summary>What the delivery says; null: it tells of an event that is older than events are kept.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was encrypted under another master key.</exception>
    public async Task<string?> FindBodyAsync(Delivery delivery, CancellationToken cancellationToken) =>
        delivery.EventRow is { } row ? (await events.FindAsync(row, cancellationToken))?.Body
        : delivery.IsPrivate ? Encoding.UTF8.GetString(masterKey.Open(delivery.StoredBody, Name(delivery.Target.ToString(), delivery.MessageId)))
        : delivery.StoredBody;

    /// <summary>The targets for which something is due. It steps from target to target in the index, past all that waits for one.</summary>
    public Task<List<string>> ListDueTargetsAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            with recursive targets (target) as (
                select min(target) from deliveries where state = 'waiting'
                union all
                select (select min(d.target) from deliveries d where d.state = 'waiting' and d.target > t.target)
                from targets t where t.target is not null
            )
            select t.target from targets t
            where t.target is not null
              and exists (select 1 from deliveries d where d.state = 'waiting' and d.target = t.target and d.next_try_at <= {Now})
              and not exists (select 1 from delivery_targets g where g.target = t.target and g.not_before > {Now})
            """,
            row => row.Text("target"),
            cancellationToken);

    /// <summary>
    /// Takes what is due for one target, oldest first: no more than the target may get at the same time, and of each ordering key only the
    /// first. Nodes that want from the same target wait for each other at its row, so what each counts is true until it commits.
    /// </summary>
    public Task<List<Delivery>> ClaimAsync(string target, int most)
    {
        var window = FindWindow();
        return database.WriteAsync(async transaction =>
        {
            var room = Math.Min(most, await CountRoomAsync(transaction, target));
            if (room <= 0)
            {
                return [];
            }

            var claimed = await ClaimAsync(transaction, target, window, room);
            if (claimed.Count < room)
            {
                await SetAsideAsync(transaction, target, window);
            }

            return claimed;
        });
    }

    /// <summary>
    /// Of those in the window the first of each key, unless an earlier one of that key has been tried and holds it back. Those are few, and the
    /// index has only them. It is walked in its order: "not exists an older one" would be a join to PostgreSQL, which compares each with each
    /// as long as it has no statistics.
    /// </summary>
    private Task<List<Delivery>> ClaimAsync(Transaction transaction, string target, int window, int room) =>
        transaction.ListAsync(
            $"""
            update deliveries set tries = tries + 1, next_try_at = {LeaseEnd}, leased_until = {LeaseEnd}
            where id in (
                select d.id
                from (select id, next_try_at, ordering_key, row_number() over (partition by coalesce(ordering_key, 'none/' || id) order by id) as place
                      from (select id, next_try_at, ordering_key from deliveries
                            where target = {target} and state = 'waiting' and next_try_at <= {Now}
                            order by next_try_at, id limit {window}) oldest) d
                where d.place = 1
                  and d.id <= coalesce((
                    select o.id from deliveries o
                    where o.target = {target} and o.ordering_key between d.ordering_key and d.ordering_key and o.state = 'waiting' and o.tries > 0
                      and (o.tries < {TriesThatHoldBack} or o.leased_until > {Now})
                    order by o.ordering_key, o.id
                    limit 1), d.id)
                order by d.next_try_at, d.id
                limit {room})
              and state = 'waiting' and next_try_at <= {Now}
            returning id, target, message_id, kind, body, is_private, event_row, tries, leased_until
            """,
            Map,
            CancellationToken.None);

    /// <summary>
    /// Puts off what waits for an earlier one of its key until that is tried again: else the window would fill with it, and one user whose
    /// message is always refused would keep everybody's back.
    /// </summary>
    private Task<int> SetAsideAsync(Transaction transaction, string target, int window) =>
        transaction.ExecuteAsync(
            $"""
            update deliveries set last_error = 'an earlier one of the same user is to be tried first', next_try_at = (
                select max(o.next_try_at) from deliveries o
                where o.target = {target} and o.ordering_key = deliveries.ordering_key and o.state = 'waiting' and o.tries > 0
                  and o.tries < {TriesThatHoldBack} and o.leased_until is null and o.next_try_at > {Now} and o.id < deliveries.id)
            where id in (
                select d.id
                from (select id, ordering_key from deliveries
                      where target = {target} and state = 'waiting' and next_try_at <= {Now}
                      order by next_try_at, id limit {window}) d
                where d.id > (
                    select o.id from deliveries o
                    where o.target = {target} and o.ordering_key between d.ordering_key and d.ordering_key and o.state = 'waiting' and o.tries > 0
                      and o.tries < {TriesThatHoldBack} and o.leased_until is null and o.next_try_at > {Now}
                    order by o.ordering_key, o.id
                    limit 1))
              and state = 'waiting' and next_try_at <= {Now}
            """,
            CancellationToken.None);

    /// <summary>
    /// How many of the oldest are looked at: so few that a claim takes as long in front of a million as in front of a thousand. Now and then it is more,
    /// lest one user who causes much keeps all others out of it.
    /// </summary>
    private int FindWindow() => Interlocked.Increment(ref claims) % ClaimsToOneWide == 0 ? WideWindow : Window;

    /// <summary>Takes one delivery at once, whatever else waits. Null: it is not waiting, or another node is trying it.</summary>
    public Task<Delivery?> ClaimOneAsync(string target, string messageId) =>
        database.WriteAsync(transaction => transaction.FindAsync(
            $"""
            update deliveries set tries = tries + 1, next_try_at = {LeaseEnd}, leased_until = {LeaseEnd}
            where target = {target} and message_id = {messageId} and once and state = 'waiting' and (leased_until is null or leased_until <= {Now})
            returning id, target, message_id, kind, body, is_private, event_row, tries, leased_until
            """,
            Map,
            CancellationToken.None));

    /// <summary>How many more the target may get now. One that has been failing gets one at a time, to see whether it is back.</summary>
    private async Task<int> CountRoomAsync(Transaction transaction, string target)
    {
        var health = await transaction.ListAsync(
            $"""
            insert into delivery_targets (target, claimed_at) values ({target}, {Now})
            on conflict (target) do update set claimed_at = excluded.claimed_at
            returning failures, not_before
            """,
            row => (Fails: row.Integer("failures") > 0, NotBefore: row.Integer("not_before")),
            CancellationToken.None);
        if (health[0].NotBefore > Now)
        {
            return 0;
        }

        var under = await transaction.ListAsync(
            $"select count(*) as way from deliveries where target = {target} and leased_until is not null and leased_until > {Now}",
            row => row.Integer("way"),
            CancellationToken.None);
        return (int)((health[0].Fails ? 1 : options.Deliveries.AtOnce) - under[0]);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long LeaseEnd => (time.GetUtcNow() + Lease).ToUnixTimeMilliseconds();

    private static string Name(string target, string messageId) => $"delivery/{target}/{messageId}";

    private static Delivery Map(Row row) => new(
        row.Integer("id"), DeliveryTarget.Parse(row.Text("target")), row.Text("message_id"), row.Text("kind"), row.Text("body"),
        row.Flag("is_private"), row.IntegerOrNull("event_row"), row.Integer("tries"), row.Time("leased_until"));
}
