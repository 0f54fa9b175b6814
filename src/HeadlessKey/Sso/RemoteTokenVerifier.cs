using System.Text;
using HeadlessKey.Sites;

namespace HeadlessKey.Sso;

/// <summary>Says whether a token is the site's own, meant for us, and in time. The site's entry decides what that takes; the token may only agree.</summary>
internal sealed class RemoteTokenVerifier(RemoteKeys keys, HeadlessKeyOptions options, TimeProvider time)
{
    /// <summary>The token, or why it is none (a code for the record).</summary>
    public async Task<(RemoteToken? Token, string? Reason)> VerifyAsync(SsoSite site, string text, CancellationToken cancellationToken)
    {
        if (RemoteTokenReader.Read(text) is not { } token)
        {
            return (null, "token_form");
        }

        // The cheap questions first, so that a key is only fetched for a token that could be the site's.
        var now = time.GetUtcNow();
        var reason =
            !IsSame(token.Algorithm, site.Algorithm) ? "token_algorithm"
            : !IsSame(token.Issuer, site.Issuer) ? "token_issuer"
            : !IsForUs(token, site) ? "token_audience"
            : token.ExpiresAt + options.Tokens.ClockSkew <= now ? "token_expired"
            : token.ExpiresAt - Earlier(token.IssuedAt, now) > SsoSessionStore.LongestToken ? "token_lifetime"
            : token.NotBefore > now + SiteCallVerifier.Window || token.IssuedAt > now + SiteCallVerifier.Window ? "token_not_yet_valid"
            : null;
        if (reason is not null)
        {
            return (null, reason);
        }

        return await keys.FindAsync(site, token.Kid, cancellationToken) is not { } key ? (null, "token_key")
            : key.IsGenuine(Encoding.ASCII.GetBytes(token.Signed), token.Signature) ? (token, null)
            : (null, "token_signature");
    }

    // A token that names whom it is for is for nobody else (RFC 7519, 4.1.3): without an audience in the entry, that is not us.
    private static bool IsForUs(RemoteToken token, SsoSite site) =>
        site.Audience is { } audience ? token.Audiences.Contains(audience, StringComparer.Ordinal) : token.Audiences.Count == 0;

    // From when it was given out, if it says so, for then its session may have ended; and never far ahead of now.
    private static DateTimeOffset Earlier(DateTimeOffset? issuedAt, DateTimeOffset now) => issuedAt < now ? issuedAt.Value : now;

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
