using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>Addresses that wait for their proof by a mailed link.</summary>
internal sealed class EmailVerificationStore(Database database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Opens a proof and returns what its link carries; only this once can it be seen.</summary>
    public async Task<string> IssueAsync(Transaction transaction, long userId, string email)
    {
        var token = RandomId.Secret();
        var now = time.GetUtcNow();
        await transaction.AppendAsync(
            $"""
            insert into email_verifications (token_hash, user_id, email, created_at, expires_at)
            values ({Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}, {userId}, {email},
                    {now.ToUnixTimeMilliseconds()}, {(now + Lifetime).ToUnixTimeMilliseconds()})
            """,
            CancellationToken.None);
        return token;
    }

    /// <summary>The address that the account is to change to once it is proven; null for none.</summary>
    public Task<string?> FindPendingEmailAsync(long userId, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"""
            select v.email from email_verifications v join users u on u.id = v.user_id
            where v.user_id = {userId} and v.expires_at > {time.GetUtcNow().ToUnixTimeMilliseconds()} and lower(v.email) <> u.email_key
            order by v.created_at desc limit 1
            """,
            row => row.Text("email"),
            cancellationToken);
}
