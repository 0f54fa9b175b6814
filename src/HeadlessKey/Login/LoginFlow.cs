using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Passwords;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Login;

/// <summary>A sign-in, from the name and password to the tokens.</summary>
internal sealed class LoginFlow(
    IUserDirectory directory,
    AttemptGate attempts,
    HookChain<Authenticating> hooks,
    HeadlessKeyOptions options,
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
        // 1. Find the person. A missing one is carried on: to stop here would tell, by the clock, who has an account.
        var user = await directory.FindByLoginAsync(request.Username, cancellationToken);

        // 2. Take an attempt, before anything slow and counted in the same statement: guesses that arrive together must not all pass.
        var attempt = attempts.Of(user, request.Username, client);
        if (await attempts.TryTakeAsync(attempt, SecurityEvent.LoginFailed(user?.Id, "too_many_attempts", client)) is { } wait)
        {
            return new LoginResult.TooManyAttempts(wait);
        }

        // 3. Check the password, at the same price whether or not there is anybody to check.
        switch (await directory.CheckPasswordAsync(user, request.Password, cancellationToken))
        {
            case PasswordCheck.Busy:
                await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(user?.Id, "busy", client));
                return new LoginResult.Busy();
            case PasswordCheck.Wrong:
                await RecordFailureAsync(user?.Id, "incorrect_password", client);
                return new LoginResult.IncorrectPassword();
        }

        // 4. Has a hook anything against it? It is asked only now, so that it can tell nobody who has an account.
        if (hooks.Any && await hooks.RunAsync(new Authenticating(HookedUser.Of(user!), new HookClient(client)), cancellationToken) is { } refusal)
        {
            return await RefuseByHookAsync(user!, attempt, refusal, client);
        }

        // 5. May they sign in? Only who knows the password learns that the account is disabled, or waits for its address to be proven.
        if (user!.IsDisabled)
        {
            await RecordFailureAsync(user.Id, "account_disabled", client);
            return new LoginResult.AccountDisabled();
        }

        if (user.EmailVerifiedAt is null && options.Registration.EmailVerification == RegistrationOptions.Required)
        {
            // They come back once they have followed the link.
            await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(user.Id, "email_not_verified", client));
            return new LoginResult.EmailNotVerified();
        }

        // 6. What hooks add to the token, asked before anything is begun.
        var extras = await grantHooks.AskAsync(user, GrantOccasion.Login, client, cancellationToken);
        if (extras.Refusal is { } noToken)
        {
            return await RefuseByHookAsync(user, attempt, noToken, client);
        }

        // 7. The session within the device limit, and its record, in one transaction, provided the account is still what was checked.
        var (session, room) = await database.WriteAsync(transaction => StartAsync(transaction, user, attempt, request, client));
        if (room is DeviceRoom.Full full)
        {
            await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(user.Id, "device_limit", client));
            return new LoginResult.TooManyDevices(full.Limit);
        }

        if (session is null)
        {
            await RecordFailureAsync(user.Id, "busy", client);
            return new LoginResult.Busy(); // it changed just now: whether the password still is right, only a new try can tell
        }

        // 8. Sign.
        (room as DeviceRoom.Made)?.Evicted.ForEach(revocationList.Add);
        return new LoginResult.SignedIn(grants.Issue(user, session, extras));
    }

    private async Task<(Session? Session, DeviceRoom? Room)> StartAsync(
        Transaction transaction, User user, Attempt attempt, LoginRequest request, ClientInfo client)
    {
        if (!await users.TryRecordLoginAsync(transaction, user, CancellationToken.None))
        {
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

    private async Task<LoginResult> RefuseByHookAsync(User user, Attempt attempt, HookRefusal refusal, ClientInfo client)
    {
        await attempts.WithdrawAsync(attempt); // it was the right password
        await RecordFailureAsync(user.Id, refusal.Reason, client);
        return new LoginResult.RefusedByHook(refusal);
    }

    private Task<bool> RecordFailureAsync(long? userId, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(userId, reason, client), CancellationToken.None);
            return true;
        });
}
