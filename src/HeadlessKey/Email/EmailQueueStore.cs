using System.Text.Json;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Email;

/// <summary>Mail on its way out. It is queued in the transaction of what it tells of, and sent after the answer.</summary>
internal sealed class EmailQueueStore(Database database, MasterKey masterKey, SecurityEventLog events, HeadlessKeyOptions options, TimeProvider time) : IExpiringRows
{
    /// <summary>
    /// How long a mail belongs to the node that took it. A node that dies keeps it no longer; one that lives is done by then, or gives up
    /// in time (<see cref="EmailDispatcher"/>).
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>How long a mail may wait before somebody should look.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan KeepGivenUp = TimeSpan.FromDays(7); // for the operator to see

    private const string Nowhere = ".invalid"; // RFC 2606, 2: no mailbox can be there

    /// <summary>Queues a mail, unless this server sends none or there is no mailbox to send it to.</summary>
    public async Task AddAsync(Transaction transaction, EmailMessage message)
    {
        if (options.Email.Transport == EmailOptions.NoTransport || message.Recipient.Address.EndsWith(Nowhere, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var id = RandomId.Handle();
        var now = time.GetUtcNow();
        var content = new EmailContent(message.Recipient.Name, Languages.Tag(message.Recipient.Language), message.Values);
        var sealedContent = masterKey.Seal(JsonSerializer.SerializeToUtf8Bytes(content, EmailJsonContext.Default.EmailContent), Name(id));
        await transaction.AppendAsync(
            $"""
            insert into emails (id, kind, user_id, recipient, sealed_content, created_at, useless_at, next_try_at)
            values ({id}, {message.Kind}, {message.Recipient.UserId}, {message.Recipient.Address}, {sealedContent},
                    {now.ToUnixTimeMilliseconds()}, {(now + message.UsefulFor).ToUnixTimeMilliseconds()}, {now.ToUnixTimeMilliseconds()})
            """,
            CancellationToken.None);
        transaction.WakeOthers();
    }

    public async Task<bool> AnyDueAsync(CancellationToken cancellationToken) =>
        await database.FindAsync(
            $"select kind from emails where given_up_at is null and next_try_at <= {Now} limit 1", row => row.Text("kind"), cancellationToken) is not null;

    /// <summary>
    /// Takes the mail that has been due for longest. Of any number of nodes one gets it: who comes second finds it no longer due, and
    /// gets null even if there are others. While it is being tried it has no error.
    /// </summary>
    public Task<QueuedEmail?> ClaimAsync() =>
        database.WriteAsync(transaction => transaction.FindAsync(
            $"""
            update emails set next_try_at = {Now + (long)Lease.TotalMilliseconds}, tries = tries + 1, last_error = null
            where id = (select id from emails where given_up_at is null and next_try_at <= {Now} order by next_try_at, id limit 1)
              and given_up_at is null and next_try_at <= {Now}
            returning id, kind, user_id, recipient, sealed_content, useless_at, tries
            """,
            row => new QueuedEmail(
                row.Text("id"), row.Text("kind"), row.IntegerOrNull("user_id"), row.Text("recipient"), row.Text("sealed_content"),
                row.Time("useless_at"), row.Integer("tries")),
            CancellationToken.None));

    /// <summary>What the mail says.</summary>
    public EmailContent Open(QueuedEmail email) =>
        JsonSerializer.Deserialize(masterKey.Open(email.SealedContent, Name(email.Id)), EmailJsonContext.Default.EmailContent)!;

    /// <summary>The mail has been taken.</summary>
    public Task RemoveAsync(QueuedEmail email) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync($"delete from emails where id = {email.Id}", CancellationToken.None));

    /// <summary>The mail is not to be sent. False: another node has it by now.</summary>
    public async Task<bool> TryRemoveAsync(Transaction transaction, QueuedEmail email) =>
        await transaction.ExecuteAsync($"delete from emails where id = {email.Id} and tries = {email.Tries}", CancellationToken.None) > 0;

    /// <summary>Tries the mail again later, unless another node has it by now.</summary>
    public Task PutOffAsync(QueuedEmail email, DateTimeOffset until, string error) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"update emails set next_try_at = {until.ToUnixTimeMilliseconds()}, last_error = {error} where id = {email.Id} and tries = {email.Tries}",
            CancellationToken.None));

    /// <summary>Tries no more, and forgets what the mail said. False: another node has it by now.</summary>
    public async Task<bool> TryGiveUpAsync(Transaction transaction, QueuedEmail email, string error) =>
        await transaction.ExecuteAsync(
            $"""
            update emails set given_up_at = {Now}, sealed_content = null, last_error = {error}
            where id = {email.Id} and tries = {email.Tries} and given_up_at is null
            """,
            CancellationToken.None) > 0;

    /// <summary>What waits and what was given up, oldest first.</summary>
    public Task<List<EmailState>> ListAsync(int count, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select * from emails order by created_at, id limit {count}",
            row => new EmailState(
                row.Text("id"), row.Text("kind"), row.Text("recipient"), row.Time("created_at"), row.Time("next_try_at"), row.Integer("tries"),
                row.TextOrNull("last_error"), row.TimeOrNull("given_up_at")),
            cancellationToken);

    /// <summary>How many mails have waited for longer than they should, and how many were given up.</summary>
    public async Task<(long Late, long GivenUp)> CountStuckAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var before = Now - (long)patience.TotalMilliseconds;
        var counts = await database.ListAsync(
            $"""
            select count(case when given_up_at is null and created_at < {before} then 1 end) as late, count(given_up_at) as given_up
            from emails
            """,
            row => (row.Integer("late"), row.Integer("given_up")),
            cancellationToken);
        return counts[0];
    }

    /// <summary>Makes mail due that waits for its next try; one, or all. Not what is being tried at this moment: that would send it twice.</summary>
    public Task<int> RetryAsync(string? id, IAuthor? by = null) =>
        database.WriteAsync(by, async transaction =>
        {
            var due = await transaction.ExecuteAsync(
                $"""
                update emails set next_try_at = {Now}
                where given_up_at is null and last_error is not null and ({id is null} or id = {id ?? string.Empty})
                """,
                CancellationToken.None);
            if (due > 0)
            {
                await events.AppendAsync(transaction, SecurityEvent.EmailRetried(due).By(by), CancellationToken.None);
                transaction.WakeOthers();
            }

            return due;
        });

    /// <summary>Removes mail that was given up long ago.</summary>
    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"delete from emails where id in (select id from emails where given_up_at < {(now - KeepGivenUp).ToUnixTimeMilliseconds()} limit 1000)",
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Name(string id) => $"email/{id}";
}
