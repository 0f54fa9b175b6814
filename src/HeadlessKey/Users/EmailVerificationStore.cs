using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>Addresses to be proven by a mailed link, by the hash of what the link carries.</summary>
internal sealed class EmailVerificationStore(Database database, MasterKey masterKey, TimeProvider time) : IExpiringRows
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Begins the proof of an address and ends every earlier one of that user; returns what the link carries.</summary>
    public async Task<string> IssueAsync(Transaction transaction, long userId, string email)
    {
        await DeleteAllAsync(transaction, userId);
        return await IssueAnotherAsync(transaction, userId, email);
    }

    /// <summary>The same, while the links that are on their way stay good: who asks again must not spoil what the owner is about to follow.</summary>
    public async Task<string> IssueAnotherAsync(Transaction transaction, long userId, string email)
    {
        var token = RandomId.Secret();
        await AddAsync(transaction, SecretHash.Of(token), userId, email, sealedRegistration: null);
        return token;
    }

    /// <summary>Begins the proof of an address with which an account is to be made.</summary>
    public async Task<string> IssueForRegistrationAsync(Transaction transaction, byte[] registration)
    {
        var token = RandomId.Secret();
        await AddAsync(transaction, SecretHash.Of(token), userId: null, email: null, masterKey.Seal(registration, Name(SecretHash.Of(token))));
        return token;
    }

    /// <summary>The address that awaits its proof, unless it is the one the account has.</summary>
    public Task<string?> FindPendingEmailAsync(long userId, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"""
            select v.email from email_verifications v join users u on u.id = v.user_id
            where v.user_id = {userId} and v.expires_at > {Now} and v.email <> u.email
            order by v.created_at desc limit 1
            """,
            row => row.Text("email"),
            cancellationToken);

    /// <summary>What the link proves, if it could be used now.</summary>
    public Task<EmailVerification?> FindAsync(string token, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"select * from email_verifications where token_hash = {SecretHash.Of(token)} and expires_at > {Now}", Map, cancellationToken);

    /// <summary>Uses the link up. Of any number of callers one gets what it proves; null for the others, and for a wrong or late one.</summary>
    public Task<EmailVerification?> TryConsumeAsync(Transaction transaction, string token) =>
        transaction.FindAsync(
            $"""
            delete from email_verifications where token_hash = {SecretHash.Of(token)} and expires_at > {Now}
            returning token_hash, user_id, email, sealed_registration
            """,
            Map,
            CancellationToken.None);

    /// <summary>Puts a link back that was used up for nothing.</summary>
    public Task AddAsync(Transaction transaction, string token, long userId, string email) =>
        AddAsync(transaction, SecretHash.Of(token), userId, email, sealedRegistration: null);

    /// <summary>Ends what would give the account another address. The proof of the address it has goes on.</summary>
    public Task DeleteOfUserAsync(Transaction transaction, long userId) =>
        transaction.ExecuteAsync(
            $"delete from email_verifications where user_id = {userId} and email <> (select email from users where id = {userId})",
            CancellationToken.None);

    public Task DeleteAllAsync(Transaction transaction, long userId) =>
        transaction.ExecuteAsync($"delete from email_verifications where user_id = {userId}", CancellationToken.None);

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"delete from email_verifications where token_hash in (select token_hash from email_verifications where expires_at <= {now.ToUnixTimeMilliseconds()} limit 1000)",
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task AddAsync(Transaction transaction, string tokenHash, long? userId, string? email, string? sealedRegistration) =>
        transaction.AppendAsync(
            $"""
            insert into email_verifications (token_hash, user_id, email, sealed_registration, created_at, expires_at)
            values ({tokenHash}, {userId}, {email}, {sealedRegistration}, {Now}, {Now + (long)Lifetime.TotalMilliseconds})
            """,
            CancellationToken.None);

    private EmailVerification Map(Row row) => new(
        row.IntegerOrNull("user_id"),
        row.TextOrNull("email"),
        row.TextOrNull("sealed_registration") is { } registration ? masterKey.Open(registration, Name(row.Text("token_hash"))) : null);

    private static string Name(string tokenHash) => $"registration/{tokenHash}";
}
