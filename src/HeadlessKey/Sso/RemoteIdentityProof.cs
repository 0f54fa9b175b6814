using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>Finds out who is brought by a site's call, without changing anything but the nonce's row: the caller uses the token up.</summary>
internal sealed class RemoteIdentityProof(SiteCallVerifier calls, RemoteTokenVerifier tokens, RemoteProfileReader profiles)
{
    /// <summary>Who it is; or the site, if there is one, and a code for the record.</summary>
    public async Task<(RemoteIdentity? Identity, SiteCallResult.Refused? Refusal)> ProveAsync(
        SiteCall call, string text, CancellationToken cancellationToken)
    {
        // 1. Is it the site that calls, and for the first time? Only who can sign makes this server ask others.
        var called = await calls.VerifyAsync(call, subject: text, plain: text);
        if (called is not SiteCallResult.Genuine { Site: var site })
        {
            return (null, (SiteCallResult.Refused)called);
        }

        // 2. Is the token the site's?
        var (token, reason) = await tokens.VerifyAsync(site, text, cancellationToken);
        if (token is null)
        {
            return (null, new SiteCallResult.Refused(site, reason!));
        }

        // 3. Who is it, and does the site still stand by the token?
        if (site.UserinfoUrl is null)
        {
            return (new RemoteIdentity(site, token, Profile: null), null);
        }

        (var profile, reason) = await profiles.ReadAsync(site, text, token, cancellationToken);
        return profile is null
            ? (null, new SiteCallResult.Refused(site, reason!))
            : (new RemoteIdentity(site, token, profile), null);
    }
}
