using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Login;

/// <summary>A sign-in, from the name and password to the tokens.</summary>
internal sealed class LoginFlow(
    SignInCheck check,
    AttemptGate attempts,
    Database database,
    UserStore users,
    DeviceLimit devices,
    SessionStarter sessions,
    NewDeviceNotice notice,
    RevocationList revocationList,
    SecurityEventLog events,
    GrantHooks grantHooks,
    GrantIssuer grants)
{
    public async Task<LoginResult> RunAsync(LoginRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Who is it, and may they come in?
        var verdict = await check.RunAsync(request.Username, request.Password, role: null, client, cancellationToken);
        if (verdict is not SignInVerdict.Admitted { User: var user, Attempt: var attempt })
        {
            return new LoginResult.Refused(((SignInVerdict.Refused)verdict).Why);
        }

        // 2. Ask the hooks what goes into the token, before anything begins. Whoever is refused here knew the password: the attempt does not count.
        var extras = await grantHooks.AskAsync(user, GrantOccasion.Login, client, CancellationToken.None);
        if (extras.Refusal is { } noToken)
        {
            await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(user.Id, noToken.Reason, client));
            return new LoginResult.Refused(new SignInRefusal.ByHook(noToken));
        }

        // 3. The session within the device limit, and its record, in one transaction, provided the account is still what was checked.
        var (session, room) = await database.WriteAsync(transaction => StartAsync(transaction, user, attempt, request, client));
        if (room is DeviceRoom.Full full)
        {
            await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(user.Id, "device_limit", client));
            return new LoginResult.Refused(new SignInRefusal.TooManyDevices(full.Limit));
        }

        if (session is null)
        {
            return new LoginResult.Refused(new SignInRefusal.Busy()); // it changed just now: whether the password still is right, only a new try can tell
        }

        // 4. Sign.
        (room as DeviceRoom.Made)?.Evicted.ForEach(revocationList.Add);
        return new LoginResult.SignedIn(grants.Issue(user, session, extras));
    }

    private async Task<(Session? Session, DeviceRoom? Room)> StartAsync(
        Transaction transaction, User user, Attempt attempt, LoginRequest request, ClientInfo client)
    {
        if (!await users.TryRecordLoginAsync(transaction, user, CancellationToken.None))
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(user.Id, "busy", client), CancellationToken.None);
            return (null, null);
        }

        var room = await devices.MakeRoomAsync(transaction, user);
        if (room is DeviceRoom.Full)
        {
            transaction.Undo();
            return (null, room);
        }

        var session = await sessions.StartAsync(transaction, user, request.Device, request.Remember, client, CancellationToken.None);
        await notice.TellAsync(transaction, user, session, client);
        await attempts.SucceedAsync(transaction, attempt);
        await events.AppendAsync(transaction, SecurityEvent.LoginSucceeded(user.Id, session.Id, client, session.Device), CancellationToken.None);
        foreach (var evicted in (room as DeviceRoom.Made)?.Evicted ?? [])
        {
            await events.AppendAsync(transaction, SecurityEvent.SessionsEnded(user.Id, evicted.SessionId, "device_limit", client), CancellationToken.None);
        }

        return (session, room);
    }
}
