using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.Sites;

/// <summary>
/// Another site asks for a profile because it was brought a token of ours: from then on the session has been taken there, and the site is told
/// when it ends.
/// </summary>
internal sealed class SiteVisit(SiteCallVerifier calls, SsoSiteStore sites, SsoParticipantStore participants, SessionStore sessions, Database database)
{
    /// <summary>
    /// Notes it, if a site that we know has signed the call; anybody else is just somebody with a token. False: the session has ended, so that
    /// nobody could be told any more; the other side must not let anybody in by it.
    /// </summary>
    public async Task<bool> TryNoteAsync(SiteCall call, string text, AccessToken token)
    {
        if (call.SiteKey.Length == 0 || await calls.VerifyAsync(call, SiteSignature.Userinfo(text)) is not SiteCallResult.Genuine { Site: var site })
        {
            return true;
        }

        return await database.WriteAsync(async transaction =>
        {
            if (!await sites.TryHoldAsync(transaction, site))
            {
                return true; // removed or switched off just now: nobody's any more
            }

            if (!await sessions.TryHoldAsync(transaction, token.SessionId, token.UserId))
            {
                return false;
            }

            await participants.AddAsync(transaction, token.SessionId, site.Key);
            return true;
        });
    }
}
