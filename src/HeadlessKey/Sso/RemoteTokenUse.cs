using HeadlessKey.Sites;
using HeadlessKey.Storage;

namespace HeadlessKey.Sso;

/// <summary>
/// The one use of another site's token. All of it is decided by rows that this transaction takes: a site that is switched off, a token that
/// comes twice, a session that ends over there, each at the same moment, find each other.
/// </summary>
internal sealed class RemoteTokenUse(SsoSiteStore sites, SsoUseStore uses, SsoSessionStore origins, HeadlessKeyOptions options)
{
    /// <summary>Uses it up. A code for the record when it cannot be; the caller then undoes the transaction.</summary>
    public async Task<string?> FindFaultAsync(Transaction transaction, RemoteIdentity identity)
    {
        var (site, token) = (identity.Site, identity.Token);
        if (!await sites.TryHoldAsync(transaction, site))
        {
            return "site_changed";
        }

        // Remembered for as long as it would verify.
        var expiresAt = token.ExpiresAt + options.Tokens.ClockSkew + TimeSpan.FromSeconds(1);
        return !await uses.TryUseTokenAsync(transaction, site.Key, token.Signed, token.Jti, expiresAt) ? "token_used"
            : token.SessionId is { } session && !await origins.TryHoldRemoteAsync(transaction, site.Key, session, expiresAt) ? "remote_session_ended"
            : null;
    }
}
