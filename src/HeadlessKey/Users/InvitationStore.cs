using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>Invitations to make an account, by the hash of what their links carry.</summary>
internal sealed class InvitationStore(Database database, HeadlessKeyOptions options, TimeProvider time) : IExpiringRows
{
    /// <summary>Adds an invitation and returns what its link carries; only this once can it be seen.</summary>
    public async Task<string> IssueAsync(Transaction transaction, string email, string role)
    {
        var token = RandomId.Secret();
        await AddAsync(transaction, token, new Invitation(email, role, time.GetUtcNow() + options.Registration.InvitationLifetime));
        return token;
    }

    /// <summary>Adds an invitation whose link is known already.</summary>
    public Task AddAsync(Transaction transaction, string token, Invitation invitation) =>
        transaction.AppendAsync(
            $"""
            insert into invitations (token_hash, email, role, created_at, expires_at)
            values ({SecretHash.Of(token)}, {invitation.Email}, {invitation.Role}, {Now}, {invitation.ExpiresAt.ToUnixTimeMilliseconds()})
            """,
            CancellationToken.None);

    /// <summary>The invitation, if it could be used now.</summary>
    public Task<Invitation?> FindAsync(string token, CancellationToken cancellationToken) =>
        database.FindAsync($"select email, role, expires_at from invitations where token_hash = {SecretHash.Of(token)} and expires_at > {Now}", Map, cancellationToken);

    /// <summary>Uses the invitation up. Of any number of callers one gets true.</summary>
    public async Task<bool> TryConsumeAsync(Transaction transaction, string token) =>
        await transaction.ExecuteAsync(
            $"delete from invitations where token_hash = {SecretHash.Of(token)} and expires_at > {Now}", CancellationToken.None) == 1;

    public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"delete from invitations where token_hash in (select token_hash from invitations where expires_at <= {now.ToUnixTimeMilliseconds()} limit 1000)",
            cancellationToken));

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Invitation Map(Row row) => new(row.Text("email"), row.Text("role"), row.Time("expires_at"));
}
