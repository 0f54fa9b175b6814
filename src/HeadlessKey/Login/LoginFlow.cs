using HeadlessKey.Directory;
using HeadlessKey.Events;
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
    AttemptSubject subjects,
    Database database,
    UserStore users,
    SessionStarter sessions,
    SecurityEventLog events,
    GrantIssuer grants)
{
    public async Task<LoginResult> RunAsync(LoginRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Find the person. A missing one is carried on: to stop here would tell, by the clock, who has an account.
        var user = await directory.FindByLoginAsync(request.Username, cancellationToken);

        // 2. Take an attempt, before anything slow and counted in the same statement: guesses that arrive together must not all pass.
        var subject = subjects.Of(user, request.Username);
        if (await TakeAttemptAsync(user?.Id, subject, client) is AttemptResult.Refused refused)
        {
            return new LoginResult.TooManyAttempts(refused.RetryAfter);
        }

        // 3. Check the password, at the same price whether or not there is anybody to check.
        switch (await directory.CheckPasswordAsync(user, request.Password, cancellationToken))
        {
            case PasswordCheck.Busy:
                await database.WriteAsync(transaction => WithdrawAsync(transaction, subject, client));
                return new LoginResult.Busy();
            case PasswordCheck.Wrong:
                await RecordFailureAsync(user?.Id, "incorrect_password", client);
                return new LoginResult.IncorrectPassword();
        }

        // 4. May they sign in? Only who knows the password learns that the account is disabled.
        if (user!.IsDisabled)
        {
            await RecordFailureAsync(user.Id, "account_disabled", client);
            return new LoginResult.AccountDisabled();
        }

        // 5. The session and its record, in one transaction, provided the account is still what was checked.
        var session = await database.WriteAsync<Session?>(async transaction =>
        {
            if (!await users.TryRecordLoginAsync(transaction, user, CancellationToken.None))
            {
                return null;
            }

            var started = await sessions.StartAsync(transaction, user, request.Device, request.Remember, client, CancellationToken.None);
            await attempts.SucceedAsync(transaction, subject, ClientNetwork.Of(client.Address));
            await events.AppendAsync(transaction, SecurityEvent.LoginSucceeded(user.Id, started.Id, client), CancellationToken.None);
            return started;
        });
        if (session is null)
        {
            return new LoginResult.Busy(); // it changed just now: whether the password still is right, only a new try can tell
        }

        // 6. Sign.
        return new LoginResult.SignedIn(grants.Issue(user, session));
    }

    private Task<AttemptResult> TakeAttemptAsync(long? userId, string subject, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            var taken = await attempts.TryTakeAsync(transaction, subject, ClientNetwork.Of(client.Address));
            if (taken is AttemptResult.Refused)
            {
                await events.AppendAsync(transaction, SecurityEvent.LoginFailed(userId, "too_many_attempts", client), CancellationToken.None);
            }

            return taken;
        });

    private async Task<bool> WithdrawAsync(Transaction transaction, string subject, ClientInfo client)
    {
        await attempts.WithdrawAsync(transaction, subject, ClientNetwork.Of(client.Address));
        return true;
    }

    private Task<bool> RecordFailureAsync(long? userId, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(userId, reason, client), CancellationToken.None);
            return true;
        });
}
