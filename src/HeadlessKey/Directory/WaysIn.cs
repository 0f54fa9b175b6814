using HeadlessKey.Events;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>
/// The ways into an account beside its password: sessions, what was mailed, links with other sites. What happens to an account, here or where
/// else its people live, closes them here, so that none stays open because one place has forgotten it. The caller has changed the account's
/// row, and puts what is returned into the <see cref="RevocationList"/> once the transaction has committed.
/// </summary>
internal sealed class WaysIn(
    RecoveryStore recoveries, EmailVerificationStore verifications, SsoLinkStore links, SsoSessionStore origins, SessionEnder ender, SecurityEventLog events)
{
    /// <summary>There is another password: whoever had the old one, and what they have made with it, is out.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="userId">Whose password.</param>
    /// <param name="reason">Why the sessions end.</param>
    /// <param name="alsoProvisioned">
    /// Whether the mailbox is all that counts from here on. Then the link that the account was made for goes too: its maker may only have
    /// claimed the address.
    /// </param>
    public async Task<List<RevocationEntry>> FollowPasswordAsync(Transaction transaction, long userId, string reason, bool alsoProvisioned)
    {
        await CloseMailedAsync(transaction, userId);
        foreach (var site in await links.RemoveAllAsync(transaction, userId, alsoProvisioned))
        {
            await events.AppendAsync(transaction, SecurityEvent.SsoUnlinked(userId, site, "new_password"), CancellationToken.None);
        }

        return await ender.EndAllAsync(transaction, userId, reason, CancellationToken.None);
    }

    /// <summary>The account was switched off. What has its owner's password behind it stays for when it is switched on; nothing mailed wakes up with it.</summary>
    public async Task<List<RevocationEntry>> FollowDisablingAsync(Transaction transaction, long userId)
    {
        await CloseMailedAsync(transaction, userId);
        return await ender.EndAllAsync(transaction, userId, "user_disabled", CancellationToken.None);
    }

    /// <summary>
    /// The account has other roles: tokens that say the old ones end. So do the sessions that only a site's word for an address has let in:
    /// whether that is still enough is judged when they come again.
    /// </summary>
    public async Task<List<RevocationEntry>> FollowRolesAsync(Transaction transaction, long userId)
    {
        var ended = new List<RevocationEntry>();
        foreach (var session in await origins.ListLiveByAddressAsync(transaction, userId))
        {
            ended.AddRange(await ender.EndAsync(transaction, session, "roles_set", CancellationToken.None));
        }

        return [.. ended, .. await ender.SupersedeAllAsync(transaction, userId, CancellationToken.None)];
    }

    /// <summary>What was mailed before is worth nothing from here on: neither a way back in, nor a change of the address that waits for its proof.</summary>
    public async Task CloseMailedAsync(Transaction transaction, long userId)
    {
        await recoveries.DeleteAllAsync(transaction, userId);
        await verifications.DeleteOfUserAsync(transaction, userId);
    }
}
