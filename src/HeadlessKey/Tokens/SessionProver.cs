using HeadlessKey.Sessions;

namespace HeadlessKey.Tokens;

/// <summary>Finds the session, and the generation of it, that a token belongs to. It changes nothing.</summary>
internal sealed class SessionProver(AccessTokenValidator validator, SessionSecrets secrets, SessionStore sessions, TimeProvider time)
{
    public async Task<SessionProof> ByRefreshTokenAsync(string token, CancellationToken cancellationToken) =>
        SessionSecrets.TryRead(token, out var presented)
        && await sessions.FindAsync(presented.SessionId, cancellationToken) is { } session
        && secrets.IsGenuine(presented, session)
            ? new SessionProof.Proven(session, presented.Generation)
            : new SessionProof.Forged();

    /// <summary>
    /// Revocation is not asked: the session itself knows better, and a token it has left behind must come as far as the detection
    /// of its second use.
    /// </summary>
    public async Task<SessionProof> ByAccessTokenAsync(string token, TimeSpan expiredFor, CancellationToken cancellationToken)
    {
        AccessToken genuine;
        switch (await validator.ValidateIgnoringRevocationAsync(token))
        {
            case AccessTokenResult.Valid valid:
                genuine = valid.Token;
                break;
            case AccessTokenResult.Expired expired when time.GetUtcNow() - expired.Token.ExpiresAt < expiredFor:
                genuine = expired.Token;
                break;
            case AccessTokenResult.Expired:
                return new SessionProof.TooOld();
            default:
                return new SessionProof.Forged();
        }

        return await sessions.FindAsync(genuine.SessionId, cancellationToken) is { } session && session.UserId == genuine.UserId
            ? new SessionProof.Proven(session, genuine.Generation)
            : new SessionProof.SessionGone();
    }
}
