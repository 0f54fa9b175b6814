using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Refresh;

/// <summary>One use of a refresh token gives one successor; a late second use ends the session (RFC 9700, 4.14.2).</summary>
internal sealed class RefreshFlow(
    SessionProver prover,
    IUserDirectory directory,
    UserStore users,
    SessionStore sessions,
    SessionStarter starter,
    SessionEnder ender,
    RevocationList revocationList,
    Database database,
    SecurityEventLog events,
    GrantHooks hooks,
    GrantIssuer grants,
    HeadlessKeyOptions options,
    TimeProvider time)
{
    public async Task<RefreshResult> RunAsync(RefreshRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Which session, and which of its generations, does the token prove?
        var proof = request.RefreshToken is { } refreshToken
            ? await prover.ByRefreshTokenAsync(refreshToken, cancellationToken)
            : options.Tokens.AllowAccessTokenRefresh
                ? await prover.ByAccessTokenAsync(request.Token!, options.Tokens.RefreshWindow, cancellationToken)
                : new SessionProof.Forged();
        if (proof is not SessionProof.Proven { Session: var session, Generation: var generation })
        {
            return proof switch
            {
                SessionProof.TooOld => new RefreshResult.ExpiredAccessToken(),
                SessionProof.SessionGone => new RefreshResult.Revoked(),
                _ => request.RefreshToken is null ? new RefreshResult.InvalidAccessToken() : new RefreshResult.Invalid(),
            };
        }

        return await ContinueAsync(session, generation, client, cancellationToken);
    }

    /// <summary>The same for a caller who has proven the session in another way.</summary>
    /// <param name="session">The session.</param>
    /// <param name="generation">Which of its generations; null: the session itself, wherever it stands.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<RefreshResult> ContinueAsync(Session session, long? generation, ClientInfo client, CancellationToken cancellationToken)
    {
        // 2. Is the person still who signed in? Asked before the token is used up: a directory that does not answer costs nobody a session.
        await directory.CatchUpAsync(session.UserId, cancellationToken);

        // 3. What hooks add, asked before the token is used up: one that fails must cost nobody the session. They are not asked about a
        //    token that gets nothing: the late second use of a stolen one ends its session whatever a hook says.
        var extras = hooks.Any && IsExchangeable(session, generation) ? await AskHooksAsync(session.UserId, client, cancellationToken) : null;
        if (extras?.Refusal is { } refusedByHook)
        {
            return await RefuseByHookAsync(session, refusedByHook, client);
        }

        // 4. Decide. When another caller moves the session on while we look at it, what it then is decides anew.
        Decision? decision;
        while ((decision = await DecideAsync(session, generation, client)) is null)
        {
            if (await sessions.FindAsync(session.Id, cancellationToken) is not { } moved)
            {
                return new RefreshResult.Revoked();
            }

            session = moved;
        }

        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        // 5. Whose is it? Read after the rotation, not before: a change of roles either shows here, or has ended this generation.
        var user = await users.FindByIdAsync(session.UserId, CancellationToken.None);
        if (user is not { IsDisabled: false })
        {
            await RecordFailureAsync(session, user is null ? "account_gone" : "account_disabled", client);
            return new RefreshResult.Revoked();
        }

        // 6. Sign. Whoever changed meanwhile is asked about again; if a hook fails then, the grace window is there for another try.
        if (extras?.UserVersion != user.Version)
        {
            extras = await hooks.AskAsync(user, GrantOccasion.Refresh, client, CancellationToken.None);
        }

        return extras.Refusal is { } tooLate
            ? await RefuseByHookAsync(session, tooLate, client)
            : new RefreshResult.Refreshed(grants.Issue(user, decision.Session!, extras));
    }

    private bool IsExchangeable(Session session, long? generation) =>
        session.EndedAt is null && time.GetUtcNow() < session.IdleExpiresAt
        && (generation is not { } proven || proven == session.Generation || IsReplay(session, proven));

    private bool IsReplay(Session session, long generation) => generation == session.Generation - 1 && starter.IsInGraceWindow(session);

    private async Task<GrantExtras?> AskHooksAsync(long userId, ClientInfo client, CancellationToken cancellationToken) =>
        await users.FindByIdAsync(userId, cancellationToken) is { } user
            ? await hooks.AskAsync(user, GrantOccasion.Refresh, client, cancellationToken)
            : null; // nobody there: what follows says so

    private async Task<RefreshResult> RefuseByHookAsync(Session session, HookRefusal refusal, ClientInfo client)
    {
        await RecordFailureAsync(session, refusal.Reason, client);
        return new RefreshResult.RefusedByHook(refusal);
    }

    /// <summary>Null: the session was no longer as it was found.</summary>
    private async Task<Decision?> DecideAsync(Session session, long? generation, ClientInfo client)
    {
        if (session.EndedAt is not null)
        {
            return await RefuseAsync(session, new RefreshResult.Revoked(), "session_ended", client);
        }

        if (time.GetUtcNow() >= session.IdleExpiresAt)
        {
            return await RefuseAsync(session, new RefreshResult.Expired(), "session_expired", client);
        }

        if (generation is not { } proven || proven == session.Generation)
        {
            return await RotateAsync(session, client);
        }

        if (IsReplay(session, proven))
        {
            return new Decision(session); // the very same successor again
        }

        // A generation that is still to come can only stem from a backup that was restored over it.
        return proven > session.Generation
            ? new Decision(new RefreshResult.Invalid())
            : await EndReusedAsync(session, proven, client);
    }

    private async Task<Decision?> RefuseAsync(Session session, RefreshResult refusal, string reason, ClientInfo client)
    {
        await RecordFailureAsync(session, reason, client);
        return new Decision(refusal);
    }

    private Task<bool> RecordFailureAsync(Session session, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(
                transaction, SecurityEvent.TokenRefreshFailed(session.UserId, session.Id, reason, client), CancellationToken.None);
            return true;
        });

    private async Task<Decision?> RotateAsync(Session session, ClientInfo client)
    {
        var rotation = await database.WriteAsync(async transaction =>
        {
            var rotated = await starter.TryRotateAsync(transaction, session, CancellationToken.None);
            if (rotated is not null)
            {
                await events.AppendAsync(
                    transaction, SecurityEvent.TokenRefreshed(session.UserId, session.Id, client), CancellationToken.None);
            }

            return rotated;
        });
        if (rotation is null)
        {
            return null;
        }

        if (rotation.Superseded is { } superseded)
        {
            revocationList.Add(superseded);
        }

        return new Decision(rotation.Session);
    }

    private async Task<Decision?> EndReusedAsync(Session session, long generation, ClientInfo client)
    {
        var ended = await database.WriteAsync(async transaction =>
        {
            var revoked = await ender.EndReusedAsync(
                transaction, session.Id, generation, options.Sessions.GraceWindow, CancellationToken.None);
            if (revoked.Count > 0)
            {
                await events.AppendAsync(
                    transaction, SecurityEvent.TokenReuseDetected(session.UserId, session.Id, client), CancellationToken.None);
            }

            return revoked;
        });
        ended.ForEach(revocationList.Add);
        return ended.Count > 0 ? new Decision(new RefreshResult.Reused()) : null;
    }

    /// <summary>The session whose tokens to give out, or why none are.</summary>
    private sealed record Decision
    {
        public Decision(Session session) => Session = session;

        public Decision(RefreshResult refusal) => Refusal = refusal;

        public Session? Session { get; }

        public RefreshResult? Refusal { get; }
    }
}
