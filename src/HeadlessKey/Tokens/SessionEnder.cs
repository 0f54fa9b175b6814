using HeadlessKey.Sessions;
using HeadlessKey.Storage;

namespace HeadlessKey.Tokens;

/// <summary>
/// Ends sessions and all they issued. The caller adds the returned entries to this node's <see cref="RevocationList"/> after the commit; other
/// nodes read them. Ending all of a user's sessions includes admin sessions.
/// </summary>
internal sealed class SessionEnder(
    SessionStore sessions, AdminSessionStore adminSessions, RevocationStore revocations, IEnumerable<ISessionEndListener> listeners, TimeProvider time)
{
    public async Task<List<RevocationEntry>> EndAsync(Transaction transaction, string sessionId, string reason, CancellationToken cancellationToken) =>
        await RevokeAsync(transaction, await sessions.EndAsync(transaction, sessionId, reason, cancellationToken), cancellationToken);

    /// <summary>Ends the session unless the token's second use was still within its grace window.</summary>
    public async Task<List<RevocationEntry>> EndReusedAsync(
        Transaction transaction, string sessionId, long generation, TimeSpan graceWindow, CancellationToken cancellationToken) =>
        await RevokeAsync(
            transaction,
            await sessions.EndReusedAsync(transaction, sessionId, generation, time.GetUtcNow() - graceWindow, cancellationToken),
            cancellationToken);

    /// <summary>Ends every session of the user, but for the admin session that asks for it, if one does.</summary>
    public async Task<List<RevocationEntry>> EndAllAsync(
        Transaction transaction, long userId, string reason, CancellationToken cancellationToken, AdminSession? askedBy = null)
    {
        await adminSessions.EndAllAsync(transaction, userId, askedBy);
        return await RevokeAsync(transaction, await sessions.EndAllAsync(transaction, userId, askedBy: null, reason, cancellationToken), cancellationToken);
    }

    /// <summary>Ends every session of the user because one of them asks for it, if that one is still alive.</summary>
    public async Task<List<RevocationEntry>> EndAllAskedByAsync(
        Transaction transaction, Session asking, string reason, CancellationToken cancellationToken)
    {
        var ended = await sessions.EndAllAsync(transaction, asking.UserId, asking.Id, reason, cancellationToken);
        if (ended.Count > 0)
        {
            await adminSessions.EndAllAsync(transaction, asking.UserId, askedBy: null);
        }

        return await RevokeAsync(transaction, ended, cancellationToken);
    }

    /// <summary>Ends one session that is the user's, or all but the one that asks.</summary>
    public async Task<List<RevocationEntry>> EndOwnAsync(
        Transaction transaction, long userId, string askedBy, string? id, string reason, CancellationToken cancellationToken) =>
        await RevokeAsync(transaction, await sessions.EndOwnAsync(transaction, userId, askedBy, id, reason, cancellationToken), cancellationToken);

    /// <summary>Ends everybody's, but for the admin session that asks for it, if one does.</summary>
    public async Task<List<RevocationEntry>> EndEveryoneAsync(
        Transaction transaction, string reason, CancellationToken cancellationToken, AdminSession? askedBy = null)
    {
        await adminSessions.EndEveryoneAsync(transaction, askedBy);
        return await RevokeAsync(transaction, await sessions.EndEveryoneAsync(transaction, reason, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Ends the access tokens of the user but not the sessions: the next refresh gives one that says what is true now, such as
    /// other roles.
    /// </summary>
    public async Task<List<RevocationEntry>> SupersedeAllAsync(Transaction transaction, long userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var superseded = (await sessions.LockAllAsync(transaction, userId, cancellationToken))
            .ConvertAll(session => new RevocationEntry(session.Id, session.Generation + 1, now, Later(session.AccessExpiresAt, now)));
        await AddAsync(transaction, superseded, cancellationToken);
        return superseded;
    }

    private async Task<List<RevocationEntry>> RevokeAsync(Transaction transaction, List<EndedSession> ended, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var added = ended.ConvertAll(session => new RevocationEntry(session.Id, Generation: null, now, Later(session.AccessExpiresAt, now)));
        await AddAsync(transaction, added, cancellationToken);
        if (ended.Count > 0)
        {
            foreach (var listener in listeners)
            {
                await listener.EndedAsync(transaction, ended);
            }
        }

        return added;
    }

    private async Task AddAsync(Transaction transaction, List<RevocationEntry> added, CancellationToken cancellationToken)
    {
        foreach (var entry in added)
        {
            await revocations.AddAsync(transaction, entry, cancellationToken);
        }

        if (added.Count > 0)
        {
            transaction.WakeOthers();
        }
    }

    // Kept a little longer than the token lives, for a verifier whose clock is behind.
    private static DateTimeOffset Later(DateTimeOffset accessExpiresAt, DateTimeOffset now) =>
        (accessExpiresAt > now ? accessExpiresAt : now) + TimeSpan.FromMinutes(2);
}
