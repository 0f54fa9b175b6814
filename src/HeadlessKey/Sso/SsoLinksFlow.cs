using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>A user looks at the sites that the account is linked with, links another and takes links away.</summary>
internal sealed class SsoLinksFlow(
    IUserDirectory directory, PasswordProof password, RemoteIdentityProof proof, RemoteTokenUse tokenUse, SsoLinkStore links, UserStore users,
    SessionStore sessions, SsoSessionStore origins, SessionEnder ender, LinkNotice notice, RevocationList revocationList, SecurityEventLog events, Database database)
{
    public async Task<LinkListResponse> ListAsync(long userId, CancellationToken cancellationToken) =>
        new([.. (await links.ListAsync(userId, cancellationToken)).Select(found => LinkResponse.Of(found.Link, found.SiteName))]);

    public async Task<LinkResult> LinkAsync(AccessToken caller, LinkRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. The person, from the token alone, and the password: a link is a way into the account, and a token alone may be somebody else's.
        if (await directory.FindByIdAsync(caller.UserId, cancellationToken) is not { IsDisabled: false } user)
        {
            return new LinkResult.SessionEnded();
        }

        if (await password.FindFaultAsync(
            user, request.CurrentPassword, client, reason => SecurityEvent.SsoRefused(user.Id, siteKey: null, reason, client), cancellationToken) is { } fault)
        {
            return new LinkResult.Refused(fault);
        }

        // 2. Who they are over there.
        var (identity, refusal) = await proof.ProveAsync(request.Call, request.Token, cancellationToken);
        if (identity is null)
        {
            return await RefuseAsync(new LinkResult.Rejected(), user.Id, refusal!.Site?.Key, refusal.Reason, client);
        }

        // 3. The token's one use and the link, together, and only while the session lives.
        var (result, reason) = await database.WriteAsync(transaction => LinkAsync(transaction, user, caller, identity, client));
        return reason is null ? result : await RefuseAsync(result, user.Id, identity.Site.Key, reason, client);
    }

    /// <summary>Takes the link away, and with it the sessions that came from there, perhaps the asking one too.</summary>
    public Task<LinkResult> UnlinkAsync(AccessToken caller, string siteKey, ClientInfo client) =>
        UnlinkAsync(caller.UserId, siteKey, SecurityEvent.SsoUnlinked(caller.UserId, siteKey, "by_user", client), caller.SessionId);

    /// <summary>The same, as an operator does.</summary>
    public Task<LinkResult> UnlinkAsync(long userId, string siteKey) =>
        UnlinkAsync(userId, siteKey, SecurityEvent.SsoUnlinked(userId, siteKey, "by_operator"), askedBy: null);

    private async Task<LinkResult> UnlinkAsync(long userId, string siteKey, SecurityEvent securityEvent, string? askedBy)
    {
        var ended = new List<RevocationEntry>();
        var result = await database.WriteAsync(async transaction =>
        {
            // The account's row, the link, the sessions: whoever comes over at this moment has a session that is found here, or finds no link.
            ended.Clear();
            await users.HoldAsync(transaction, userId);
            if (askedBy is not null && !await sessions.TryHoldAsync(transaction, askedBy, userId))
            {
                return (LinkResult)new LinkResult.SessionEnded();
            }

            if (!await links.RemoveAsync(transaction, siteKey, userId))
            {
                return new LinkResult.NoSuchLink();
            }

            foreach (var session in await origins.ListLiveAsync(transaction, siteKey, userId))
            {
                ended.AddRange(await ender.EndAsync(transaction, session, "sso_unlinked", CancellationToken.None));
            }

            await events.AppendAsync(transaction, securityEvent, CancellationToken.None);
            return new LinkResult.Unlinked();
        });
        ended.ForEach(revocationList.Add);
        return result;
    }

    private async Task<(LinkResult Result, string? Reason)> LinkAsync(
        Transaction transaction, User user, AccessToken caller, RemoteIdentity identity, ClientInfo client)
    {
        // The rows in the order in which an exchange takes them.
        var (site, subject) = (identity.Site, identity.Token.Subject);
        (LinkResult Result, string Reason)? fault =
            await tokenUse.FindFaultAsync(transaction, identity) is { } reason ? (new LinkResult.Rejected(), reason)
            : !await users.TryHoldAsync(transaction, user) ? (new LinkResult.Refused(new AccountFault.Busy()), "account_changed")
            : !await sessions.TryHoldAsync(transaction, caller.SessionId, user.Id) ? (new LinkResult.SessionEnded(), "session_ended")
            : !await links.TryAddOwnAsync(transaction, site.Key, subject, user.Id) ? (new LinkResult.AlreadyLinked(), "already_linked")
            : null;
        if (fault is { } found)
        {
            transaction.Undo();
            return found;
        }

        await events.AppendAsync(transaction, SecurityEvent.SsoLinked(user.Id, site.Key, "by_user", client), CancellationToken.None);
        await notice.TellAsync(transaction, user, site, client);
        return (new LinkResult.Linked((await links.FindAsync(transaction, site.Key, subject))!, site.Name), null);
    }

    private async Task<LinkResult> RefuseAsync(LinkResult result, long userId, string? siteKey, string reason, ClientInfo client)
    {
        await database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.SsoRefused(userId, siteKey, reason, client), CancellationToken.None);
            return true;
        });
        return result;
    }
}
