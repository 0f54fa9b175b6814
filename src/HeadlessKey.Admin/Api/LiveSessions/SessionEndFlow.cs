using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Events;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.Admin.Api.LiveSessions;

/// <summary>
/// Ends sessions: one, a user's, or everybody's; with all they gave out, on every node. The admin session that asks for it stays, so that
/// whoever shuts a thief out can go on.
/// </summary>
internal sealed class SessionEndFlow(SessionEnder ender, RevocationList revocationList, SecurityEventLog events, Database database)
{
    private const string Reason = "administrator";

    public async Task<int> RunAsync(AdminCaller caller, string? sessionId, long? userId)
    {
        var ended = await database.WriteAsync(async transaction =>
        {
            await caller.HoldAsync(transaction);
            var revoked = (sessionId, userId) switch
            {
                ({ } session, _) => await ender.EndAsync(transaction, session, Reason, CancellationToken.None),
                (_, { } user) => await ender.EndAllAsync(transaction, user, Reason, CancellationToken.None, caller.Session),
                _ => await ender.EndEveryoneAsync(transaction, Reason, CancellationToken.None, caller.Session),
            };
            if (revoked.Count > 0 || sessionId is null)
            {
                await events.AppendAsync(
                    transaction, SecurityEvent.SessionsEnded(userId, sessionId, Reason).By(caller), CancellationToken.None);
            }

            return revoked;
        });
        ended.ForEach(revocationList.Add);
        return ended.Count;
    }
}
