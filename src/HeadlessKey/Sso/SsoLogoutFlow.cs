using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.Sso;

/// <summary>A site says that a session of its own is over: so are ours that came from it.</summary>
internal sealed class SsoLogoutFlow(
    SiteCallVerifier calls, SsoSessionStore origins, SessionEnder ender, RevocationList revocationList, SecurityEventLog events, Database database)
{
    /// <summary>False: the call is not the site's. Whether anything came from that session is not told.</summary>
    public async Task<bool> RunAsync(SsoLogoutRequest request, ClientInfo client)
    {
        // 1. Is it the site that says so?
        var called = await calls.VerifyAsync(request.Call, SiteSignature.Logout(request.Session));
        if (called is SiteCallResult.Refused refused)
        {
            if (refused.IsSigned)
            {
                await database.WriteAsync(async transaction =>
                {
                    await events.AppendAsync(
                        transaction, SecurityEvent.SsoRefused(userId: null, refused.Site?.Key, refused.Reason, client), CancellationToken.None);
                    return true;
                });
            }

            return false;
        }

        // 2. Those that came from it end, and who comes from it at this moment finds it over.
        var site = ((SiteCallResult.Genuine)called).Site;
        var revoked = await database.WriteAsync(async transaction =>
        {
            var ended = new List<RevocationEntry>();
            foreach (var session in await origins.EndRemoteAsync(transaction, site.Key, request.Session))
            {
                ended.AddRange(await ender.EndAsync(transaction, session, "sso_logged_out", CancellationToken.None));
                await events.AppendAsync(transaction, SecurityEvent.SsoLoggedOut(session, site.Key, client), CancellationToken.None);
            }

            return ended;
        });
        revoked.ForEach(revocationList.Add);
        return true;
    }
}
