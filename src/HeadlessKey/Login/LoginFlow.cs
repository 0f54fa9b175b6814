using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Login;

/// <summary>A sign-in, from the name and password to the tokens.</summary>
internal sealed class LoginFlow(
    IUserDirectory directory,
    HeadlessKeyOptions options,
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

        // 2. Check the password, at the same price whether or not there is anybody to check.
        switch (await directory.CheckPasswordAsync(user, request.Password, cancellationToken))
        {
            case PasswordCheck.Busy:
                return new LoginResult.Busy();
            case PasswordCheck.Wrong:
                await RecordFailureAsync(user?.Id, "incorrect_password", client);
                return new LoginResult.IncorrectPassword();
        }

        // 3. May they sign in? Only who knows the password learns that the account is disabled, or waits for its address to be proven.
        if (user!.IsDisabled)
        {
            await RecordFailureAsync(user.Id, "account_disabled", client);
            return new LoginResult.AccountDisabled();
        }

        if (user.EmailVerifiedAt is null && options.Registration.EmailVerification == RegistrationOptions.Required)
        {
            await RecordFailureAsync(user.Id, "email_not_verified", client);
            return new LoginResult.EmailNotVerified();
        }

        // 4. The session and its record, in one transaction, provided the account is still what was checked.
        var session = await database.WriteAsync<Session?>(async transaction =>
        {
            if (!await users.TryRecordLoginAsync(transaction, user, CancellationToken.None))
            {
                return null;
            }

            var started = await sessions.StartAsync(transaction, user, request.Device, request.Remember, client, CancellationToken.None);
            await events.AppendAsync(transaction, SecurityEvent.LoginSucceeded(user.Id, started.Id, client), CancellationToken.None);
            return started;
        });
        if (session is null)
        {
            return new LoginResult.Busy(); // it changed just now: whether the password still is right, only a new try can tell
        }

        // 5. Sign.
        return new LoginResult.SignedIn(grants.Issue(user, session));
    }

    private Task<bool> RecordFailureAsync(long? userId, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(userId, reason, client), CancellationToken.None);
            return true;
        });
}
