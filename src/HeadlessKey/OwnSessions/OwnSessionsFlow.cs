using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.OwnSessions;

/// <summary>A user looks at the devices that are signed in, and signs them out.</summary>
internal sealed class OwnSessionsFlow(
    SessionStore sessions, SessionEnder ender, RevocationList revocationList, Database database, SecurityEventLog events)
{
    private const int MostListed = 500;

    public async Task<SessionListResponse> ListAsync(AccessToken caller, CancellationToken cancellationToken) =>
        new([.. (await sessions.ListLiveAsync(caller.UserId, MostListed, cancellationToken)).Select(session => SessionResponse.Of(session, caller.SessionId))]);

    /// <summary>Ends one session of the caller's; without an id every one but the caller's own.</summary>
    public async Task<EndOwnSessionsResult> EndAsync(AccessToken caller, string? id, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Whoever was signed out a moment ago, perhaps on another node, must not sign others out.
        if (await sessions.FindAsync(caller.SessionId, cancellationToken) is not { EndedAt: null })
        {
            return new EndOwnSessionsResult.AskerEnded();
        }

        // 2. Whose they are is decided where they are ended.
        var revoked = await database.WriteAsync(async transaction =>
        {
            var ended = await ender.EndOwnAsync(transaction, caller.UserId, caller.SessionId, id, "signed_out", CancellationToken.None);
            if (ended.Count > 0)
            {
                await events.AppendAsync(
                    transaction, SecurityEvent.TokenRevoked(caller.UserId, id ?? caller.SessionId, id is null ? "others" : "session", client), CancellationToken.None);
            }

            return ended;
        });
        revoked.ForEach(revocationList.Add);
        return id is not null && revoked.Count == 0 ? new EndOwnSessionsResult.NoSuchSession() : new EndOwnSessionsResult.Ended();
    }
}
