using HeadlessKey.Events;
using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;

namespace HeadlessKey.Tokens;

/// <summary>
/// What becomes of a session whose tokens a hook refuses once it is there: it ends, without anybody having had anything of it. For flows that
/// cannot ask before, because whose session it will be is decided in the same transaction.
/// </summary>
internal sealed class RefusedGrant(Database database, SessionEnder ender, RevocationList revocationList, SecurityEventLog events)
{
    public async Task EndAsync(Session session, HookRefusal refusal, ClientInfo client)
    {
        var ended = await database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(session.UserId, refusal.Reason, client), CancellationToken.None);
            return await ender.EndAsync(transaction, session.Id, refusal.Reason, CancellationToken.None);
        });
        ended.ForEach(revocationList.Add);
    }
}
