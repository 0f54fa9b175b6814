using HeadlessKey.Secrets;

namespace HeadlessKey.Storage;

/// <summary>
/// Requests whose answer must not tell, by the time it takes, what became of them. The request writes one row whoever it is about; what
/// the row asks for is done afterwards.
/// </summary>
internal sealed class DeferredRequestStore(Database database, MasterKey masterKey, TimeProvider time)
{
    private const int MostTries = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    /// <summary>Adds a request. The body may hold what only its person may know: it is kept encrypted.</summary>
    public async Task AddAsync(Transaction transaction, string kind, byte[] body)
    {
        var now = Now;
        await transaction.AppendAsync(
            $"insert into deferred_requests (kind, sealed_body, created_at, next_try_at) values ({kind}, {masterKey.Seal(body, Name(kind))}, {now}, {now})",
            CancellationToken.None);
        transaction.WakeOthers();
    }

    /// <summary>The oldest request that is due.</summary>
    public Task<DeferredRequest?> FindDueAsync(CancellationToken cancellationToken) =>
        database.FindAsync(
            $"select id, kind, sealed_body from deferred_requests where next_try_at <= {Now} order by next_try_at, id limit 1",
            row => new DeferredRequest(row.Integer("id"), row.Text("kind"), masterKey.Open(row.Text("sealed_body"), Name(row.Text("kind")))),
            cancellationToken);

    /// <summary>Takes the request out of the queue. False: another node was first.</summary>
    public async Task<bool> TryTakeAsync(Transaction transaction, long id) =>
        await transaction.ExecuteAsync($"delete from deferred_requests where id = {id} and next_try_at <= {Now}", CancellationToken.None) == 1;

    /// <summary>Puts off a request that could not be decided. False: it was tried often enough and is gone.</summary>
    public Task<bool> PutOffAsync(long id) =>
        database.WriteAsync(async transaction =>
        {
            var later = Now + (long)FirstPause.TotalMilliseconds;
            await transaction.ExecuteAsync(
                $"update deferred_requests set tries = tries + 1, next_try_at = {later} where id = {id}", CancellationToken.None);
            return await transaction.ExecuteAsync(
                $"delete from deferred_requests where id = {id} and tries >= {MostTries}", CancellationToken.None) == 0;
        });

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Name(string kind) => $"deferred/{kind}";
}
