using HeadlessKey.Secrets;

namespace HeadlessKey.Storage;

/// <summary>
/// Requests whose answer must not tell, by the time it takes, what became of them. The request writes one row whoever it is about; what
/// the row asks for is done afterwards.
/// </summary>
internal sealed class DeferredRequestStore(Database database, MasterKey masterKey, TimeProvider time)
{
    // Each pause is twice the one before, up to the longest: a little more than an hour in all. So long may a directory be away before a mail
    // that was promised is not sent.
    private const int MostTries = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>Adds a request. The body may hold what only its person may know: it is kept encrypted.</summary>
    public async Task AddAsync(Transaction transaction, string kind, byte[] body)
    {
        var now = Now;
        await transaction.AppendAsync(
            $"insert into deferred_requests (kind, sealed_body, created_at, next_try_at) values ({kind}, {masterKey.Seal(body, Name(kind))}, {now}, {now})",
            CancellationToken.None);
        transaction.WakeOthers();
    }

    /// <summary>The oldest request that is due, sealed: one that cannot be read is the reader's trouble, not the queue's.</summary>
    public Task<DeferredRequest?> FindDueAsync(CancellationToken cancellationToken) =>
        database.FindAsync(
            $"select id, kind, sealed_body, tries from deferred_requests where next_try_at <= {Now} order by next_try_at, id limit 1",
            row => new DeferredRequest(row.Integer("id"), row.Text("kind"), row.Text("sealed_body"), row.Integer("tries")),
            cancellationToken);

    /// <summary>The body that was added.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is damaged, or sealed under another master key.</exception>
    public ReadOnlyMemory<byte> Open(DeferredRequest request) => masterKey.Open(request.SealedBody, Name(request.Kind));

    /// <summary>Takes the request out of the queue. False: another node was first.</summary>
    public async Task<bool> TryTakeAsync(Transaction transaction, long id) =>
        await transaction.ExecuteAsync($"delete from deferred_requests where id = {id} and next_try_at <= {Now}", CancellationToken.None) == 1;

    /// <summary>
    /// Puts off a request that could not be decided. What several nodes have failed at together counts once. False: it was tried often enough
    /// and is gone.
    /// </summary>
    public async Task<bool> PutOffAsync(DeferredRequest request)
    {
        if (request.Tries + 1 < MostTries)
        {
            var later = Now + (long)PauseAfter(request.Tries).TotalMilliseconds;
            await database.WriteAsync(transaction => transaction.ExecuteAsync(
                $"update deferred_requests set tries = tries + 1, next_try_at = {later} where id = {request.Id} and tries = {request.Tries}",
                CancellationToken.None));
            return true;
        }

        return await database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"delete from deferred_requests where id = {request.Id} and tries = {request.Tries}", CancellationToken.None)) == 0;
    }

    private static TimeSpan PauseAfter(long tries) =>
        TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << (int)Math.Min(tries, MostTries), LongestPause.Ticks));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Name(string kind) => $"deferred/{kind}";
}
