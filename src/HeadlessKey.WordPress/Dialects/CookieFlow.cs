using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Refresh;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>
/// What the cookie gives: an access token, as often as it is asked for, or its own successor. Only an exact secret that was retired ends the
/// session; one that is merely unknown is nobody's, and ends nobody's.
/// </summary>
internal sealed class CookieFlow(
    CookieStore cookies, CookieSecrets secrets, SessionStore sessions, SessionEnder ender, RevocationList revocationList, RefreshFlow refresh,
    IUserDirectory directory, UserStore users, Database database, SecurityEventLog events, HeadlessKeyOptions options, TimeProvider time)
{
    private const int MostRounds = 5;

    /// <summary>The first cookie of a session.</summary>
    public string ValueFor(Session session) => secrets.ValueFor(session, generation: 0);

    /// <summary>A named device has one place: who signs in there again ends what was there before.</summary>
    public async Task TakeSlotAsync(Session session)
    {
        if (session.Device is not { } device)
        {
            return;
        }

        var revoked = await database.WriteAsync(async transaction =>
        {
            List<RevocationEntry> ended = [];
            foreach (var id in await cookies.ListEarlierOfDeviceAsync(transaction, session, device))
            {
                ended.AddRange(await ender.EndAsync(transaction, id, "replaced", CancellationToken.None));
                await events.AppendAsync(transaction, SecurityEvent.SessionsEnded(session.UserId, id, "replaced"), CancellationToken.None);
            }

            return ended;
        });
        revoked.ForEach(revocationList.Add);
    }

    /// <summary>A new access token; the cookie stays as it is.</summary>
    public async Task<CookieResult> IssueAsync(string value, string? device, ClientInfo client, CancellationToken cancellationToken)
    {
        var (refusal, session, _, _) = await ProveAsync(value, device, client, cancellationToken);
        return refusal ?? await refresh.ContinueAsync(session!, generation: null, client, cancellationToken) switch
        {
            RefreshResult.Refreshed { Grant: var grant } => new CookieResult.Good { Grant = grant },
            RefreshResult.Expired => new CookieResult.Expired(),
            _ => new CookieResult.Obsolete(),
        };
    }

    /// <summary>The cookie's successor. Within the grace window the same cookie gives the very same one again.</summary>
    public async Task<CookieResult> RotateAsync(string value, string? device, ClientInfo client, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            // 1. Whose is it, and is it the present one?
            var (refusal, session, generation, isPresent) = await ProveAsync(value, device, client, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }

            // 2. Are they still who signed in?
            await directory.CatchUpAsync(session!.UserId, cancellationToken);
            if (await users.FindByIdAsync(session.UserId, cancellationToken) is not { IsDisabled: false })
            {
                return new CookieResult.Obsolete();
            }

            // 3. Move it on. When another caller was first, what the cookie then is decides anew.
            var idle = time.GetUtcNow() + options.Sessions.InactivityLimit;
            idle = idle < session.ExpiresAt ? idle : session.ExpiresAt;
            if (!isPresent || await TryRotateAsync(session, generation, idle, client))
            {
                return new CookieResult.Good { Value = secrets.ValueFor(session, generation + 1), ExpiresAt = isPresent ? idle : session.IdleExpiresAt };
            }
        }

        return new CookieResult.Obsolete();
    }

    private Task<bool> TryRotateAsync(Session session, long generation, DateTimeOffset idle, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            var rotated = await cookies.TryRotateAsync(transaction, session, generation, idle);
            if (rotated)
            {
                await events.AppendAsync(transaction, SecurityEvent.TokenRefreshed(session.UserId, session.Id, client), CancellationToken.None);
            }

            return rotated;
        });

    private async Task<Proof> ProveAsync(string value, string? device, ClientInfo client, CancellationToken cancellationToken)
    {
        if (!CookieSecrets.HasShape(value))
        {
            return new Proof(new CookieResult.Malformed());
        }

        if (CookieSecrets.Read(value) is not var (sessionId, generation)
            || await sessions.FindAsync(sessionId, cancellationToken) is not { EndedAt: null } session
            || !secrets.IsGenuine(value, session, generation)
            || (device is not null && device != session.Device)
            || await cookies.FindAsync(sessionId, cancellationToken) is not { } state
            || generation > state.Generation)
        {
            return new Proof(new CookieResult.Obsolete());
        }

        if (time.GetUtcNow() >= session.IdleExpiresAt)
        {
            return new Proof(new CookieResult.Expired());
        }

        if (generation == state.Generation)
        {
            return new Proof(Refusal: null, session, generation, IsPresent: true);
        }

        if (generation == state.Generation - 1 && time.GetUtcNow() < state.RotatedAt + options.Sessions.GraceWindow)
        {
            return new Proof(Refusal: null, session, generation);
        }

        await EndRetiredAsync(session, generation, client);
        return new Proof(new CookieResult.Obsolete());
    }

    /// <summary>A secret that was retired is used again: somebody has a copy, and nobody can tell who the thief is.</summary>
    private async Task EndRetiredAsync(Session session, long generation, ClientInfo client)
    {
        var revoked = await database.WriteAsync(async transaction =>
        {
            if (!await cookies.TryHoldRetiredAsync(transaction, session.Id, generation, time.GetUtcNow() - options.Sessions.GraceWindow))
            {
                return [];
            }

            await events.AppendAsync(transaction, SecurityEvent.TokenReuseDetected(session.UserId, session.Id, client), CancellationToken.None);
            return await ender.EndAsync(transaction, session.Id, "reuse", CancellationToken.None);
        });
        revoked.ForEach(revocationList.Add);
    }

    private sealed record Proof(CookieResult? Refusal, Session? Session = null, long Generation = 0, bool IsPresent = false);
}
