using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.Revocation;

/// <summary>Signing out: of the session a token belongs to, or of all of the user's (RFC 7009).</summary>
internal sealed class RevocationFlow(
    SessionProver prover, SessionEnder ender, RevocationList revocationList, Database database, SecurityEventLog events)
{
    public async Task<RevocationResult> RunAsync(RevokeRequest request, string? token, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Whose session is it? The token must be genuine; it may have expired, for whoever signs out late still signs out.
        var byRefreshToken = request.RefreshToken is { Length: > 0 };
        var proof = byRefreshToken
            ? await prover.ByRefreshTokenAsync(request.RefreshToken!, cancellationToken)
            : await prover.ByAccessTokenAsync(token!, TimeSpan.MaxValue, cancellationToken);
        if (proof is SessionProof.Forged)
        {
            return byRefreshToken ? new RevocationResult.InvalidRefreshToken() : new RevocationResult.InvalidToken();
        }

        // 2. End it. A session that is over can end no others: who was signed out must not be able to sign others out.
        if (proof is SessionProof.Proven { Session: { EndedAt: null } session })
        {
            var revoked = await EndAsync(session, request.Scope, client);
            revoked.ForEach(revocationList.Add);
        }

        return new RevocationResult.Revoked();
    }

    private Task<List<RevocationEntry>> EndAsync(Session session, string scope, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            var ended = scope == RevokeRequest.ScopeAll
                ? await ender.EndAllAskedByAsync(transaction, session, "revoked", CancellationToken.None)
                : await ender.EndAsync(transaction, session.Id, "revoked", CancellationToken.None);
            if (ended.Count > 0)
            {
                await events.AppendAsync(
                    transaction, SecurityEvent.TokenRevoked(session.UserId, session.Id, scope, client), CancellationToken.None);
            }

            return ended;
        });
}
