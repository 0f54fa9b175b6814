using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>Somebody comes over from another site, from the site's signed call to a session of our own.</summary>
internal sealed class SsoExchangeFlow(
    RemoteIdentityProof proof,
    PersonMapping mapping,
    RemoteTokenUse tokenUse,
    SsoPeople people,
    UserStore users,
    DeviceLimit devices,
    SessionStarter sessions,
    SsoSessionStore origins,
    NewDeviceNotice notice,
    RevocationList revocationList,
    SecurityEventLog events,
    Database database,
    GrantHooks grantHooks,
    RefusedGrant refusedGrant,
    GrantIssuer grants,
    HeadlessKeyOptions options)
{
    public async Task<ExchangeResult> RunAsync(ExchangeRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Who is it? Whatever is wrong here has one answer; which of it was wrong stands in the record alone.
        var (identity, refusal) = await proof.ProveAsync(request.Call, request.Token, cancellationToken);
        if (identity is null)
        {
            return refusal!.IsSigned
                ? await RefuseAsync(new ExchangeResult.Rejected(), userId: null, refusal.Site?.Key, refusal.Reason, client)
                : new ExchangeResult.Rejected();
        }

        // 2. What account would that be, by the entry's map and by the hooks?
        var (proposed, noPerson) = await mapping.MapAsync(identity, client, cancellationToken);
        if (proposed is null)
        {
            return await RefuseAsync(new ExchangeResult.RefusedByHook(noPerson!), userId: null, identity.Site.Key, noPerson!.Reason, client);
        }

        await people.CatchUpAsync(identity, proposed, cancellationToken);

        // 3. The token's one use, the person, the session and its record, in one transaction. Of many who bring one token, one gets in.
        var (failure, started) = await database.WriteAsync(
            transaction => StartAsync(transaction, identity, proposed, request, client), whenTaken: (new Failure(new ExchangeResult.Busy(), null, "taken"), null));
        if (failure is not null)
        {
            return await RefuseAsync(failure.Result, failure.UserId, identity.Site.Key, failure.Reason, client);
        }

        // 4. Sign. Whose session it is was decided just now, so hooks can be asked about the tokens only here; refused, the session is over.
        started!.Revoked.ForEach(revocationList.Add);
        var extras = await grantHooks.AskAsync(started.User, GrantOccasion.Sso, client, CancellationToken.None);
        if (extras.Refusal is { } noToken)
        {
            await refusedGrant.EndAsync(started.Session, noToken, client);
            return new ExchangeResult.RefusedByHook(noToken);
        }

        return new ExchangeResult.SignedIn(grants.Issue(started.User, started.Session, extras));
    }

    private async Task<(Failure? Failure, Started? Started)> StartAsync(
        Transaction transaction, RemoteIdentity identity, ProposedPerson proposed, ExchangeRequest request, ClientInfo client)
    {
        var (failure, started) = await TryStartAsync(transaction, identity, proposed, request, client);
        if (failure is not null)
        {
            transaction.Undo(); // the token stays good: who must link first, or sign out a device, comes back with it
        }

        return (failure, started);
    }

    private async Task<(Failure? Failure, Started? Started)> TryStartAsync(
        Transaction transaction, RemoteIdentity identity, ProposedPerson proposed, ExchangeRequest request, ClientInfo client)
    {
        // a. The site is still on, the token is used for the first time, and its session is not over.
        if (await tokenUse.FindFaultAsync(transaction, identity) is { } reason)
        {
            return (new Failure(new ExchangeResult.Rejected(), null, reason), null);
        }

        // b. The person.
        var person = await people.FindOrMakeAsync(transaction, identity, proposed, client);
        if (person is not SsoPerson.Known { User: var user } known)
        {
            return (FailureOf(person), null);
        }

        // c. May they sign in? As at the door for passwords.
        if (user.IsDisabled)
        {
            return (new Failure(new ExchangeResult.AccountDisabled(), user.Id, "account_disabled"), null);
        }

        if (user.EmailVerifiedAt is null && options.Registration.EmailVerification == RegistrationOptions.Required)
        {
            return (new Failure(new ExchangeResult.EmailNotVerified(), user.Id, "email_not_verified"), null);
        }

        // d. The session, within the device limit, with where it came from.
        if (!await users.TryRecordLoginAsync(transaction, user, CancellationToken.None))
        {
            return (new Failure(new ExchangeResult.Busy(), user.Id, "account_changed"), null);
        }

        var room = await devices.MakeRoomAsync(transaction, user);
        if (room is DeviceRoom.Full full)
        {
            return (new Failure(new ExchangeResult.TooManyDevices(full.Limit), user.Id, "device_limit"), null);
        }

        var session = await sessions.StartAsync(transaction, user, request.Device, request.Remember, client, CancellationToken.None);
        await origins.AddAsync(transaction, session.Id, identity.Site.Key, identity.Token.SessionId);
        await notice.TellAsync(transaction, user, session, client);
        await events.AppendAsync(transaction, SecurityEvent.SsoExchanged(user.Id, session.Id, identity.Site.Key, client, session.Device), CancellationToken.None);
        var evicted = (room as DeviceRoom.Made)?.Evicted ?? [];
        foreach (var one in evicted)
        {
            await events.AppendAsync(transaction, SecurityEvent.SessionsEnded(user.Id, one.SessionId, "device_limit", client), CancellationToken.None);
        }

        return (null, new Started(user, session, [.. known.Superseded, .. evicted]));
    }

    private static Failure FailureOf(SsoPerson person) => person switch
    {
        SsoPerson.Changed => new Failure(new ExchangeResult.Busy(), null, "account_changed"),
        SsoPerson.LinkRequired link => new Failure(new ExchangeResult.LinkRequired(), null, link.Reason),
        SsoPerson.EmailNotVerified => new Failure(new ExchangeResult.EmailNotVerified(), null, "email_not_verified"),
        SsoPerson.Refused refused => new Failure(new ExchangeResult.Rejected(), null, refused.Reason),
        _ => throw new InvalidOperationException($"Unexpected {person}."),
    };

    private async Task<ExchangeResult> RefuseAsync(ExchangeResult result, long? userId, string? siteKey, string reason, ClientInfo client)
    {
        await database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.SsoRefused(userId, siteKey, reason, client), CancellationToken.None);
            return true;
        });
        return result;
    }

    private sealed record Failure(ExchangeResult Result, long? UserId, string Reason);

    private sealed record Started(User User, Session Session, List<RevocationEntry> Revoked);
}
