using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Passwords;
using HeadlessKey.Roles;
using HeadlessKey.Secrets;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Administration.SignIn;

/// <summary>The sign-in of an administrator: the steps of any other, up to the session, which is of another kind.</summary>
internal sealed class AdminSignInFlow(
    IUserDirectory directory,
    AttemptGate attempts,
    HookChain<Authenticating> hooks,
    HeadlessKeyOptions options,
    Database database,
    UserStore users,
    AdminSessionStore sessions,
    SecurityEventLog events,
    TimeProvider time)
{
    /// <param name="request">The name and the password.</param>
    /// <param name="replaced">The secret of the session that the browser had; it ends, so that nobody signs in into a session that somebody else has laid out.</param>
    /// <param name="client">From where.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<AdminSignInResult> RunAsync(
        AdminSignInRequest request, string? replaced, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Who is it, by what we know? A missing one is carried on: to stop here would tell, by the clock, who has an account.
        var known = await users.FindByLoginAsync(request.Username, cancellationToken);

        // 2. Take an attempt. It is one of those at the other door: nobody gets twice as many by trying both.
        var attempt = attempts.Of(known, request.Username, client);
        if (await attempts.TryTakeAsync(attempt, SecurityEvent.LoginFailed(known?.Id, "too_many_attempts", client)) is { } wait)
        {
            return new AdminSignInResult.TooManyAttempts(wait);
        }

        // 3. Check the password, at the same price whether or not there is anybody to check.
        var (outcome, user) = await directory.CheckPasswordAsync(known, request.Username, request.Password, client, cancellationToken);
        switch (outcome)
        {
            case PasswordCheck.Busy:
                await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(known?.Id, "busy", client));
                return new AdminSignInResult.Busy();
            case PasswordCheck.Wrong:
                await RecordFailureAsync(known?.Id, "incorrect_password", client);
                return new AdminSignInResult.IncorrectPassword();
        }

        // 4. An administrator? Who is none learns nothing, not even that the password was right.
        if (!user!.Roles.Contains(Role.Administrator, StringComparer.Ordinal))
        {
            await RecordFailureAsync(user.Id, "no_administrator", client);
            return new AdminSignInResult.IncorrectPassword();
        }

        // 5. Has a hook anything against it? Who has a say at the other door has one here.
        if (hooks.Any && await hooks.RunAsync(new Authenticating(HookedUser.Of(user), new HookClient(client)), cancellationToken) is { } refusal)
        {
            await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(user.Id, refusal.Reason, client));
            return new AdminSignInResult.RefusedByHook(refusal);
        }

        // 6. May they sign in?
        if (user.IsDisabled)
        {
            await RecordFailureAsync(user.Id, "account_disabled", client);
            return new AdminSignInResult.AccountDisabled();
        }

        if (user.EmailVerifiedAt is null && options.Registration.EmailVerification == RegistrationOptions.Required)
        {
            await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(user.Id, "email_not_verified", client));
            return new AdminSignInResult.EmailNotVerified();
        }

        // 7. A new session, and the end of the one that was there, provided the account is still what was checked.
        var now = time.GetUtcNow();
        var secret = RandomId.Secret();
        var session = new AdminSession { Id = SecretHash.Of(secret), UserId = user.Id, UserVersion = user.Version, CreatedAt = now, SeenAt = now, ConfirmedAt = now };
        return await database.WriteAsync(transaction => StartAsync(transaction, user, session, replaced, attempt, client))
            ? new AdminSignInResult.SignedIn(user, session, secret)
            : new AdminSignInResult.Busy();
    }

    private async Task<bool> StartAsync(
        Transaction transaction, User user, AdminSession session, string? replaced, Attempt attempt, ClientInfo client)
    {
        if (!await users.TryRecordLoginAsync(transaction, user, CancellationToken.None))
        {
            return false;
        }

        if (replaced is not null)
        {
            await sessions.EndAsync(transaction, replaced);
        }

        await sessions.CreateAsync(transaction, session, client);
        await attempts.SucceedAsync(transaction, attempt);
        await events.AppendAsync(transaction, SecurityEvent.AdminSignedIn(user.Id, client), CancellationToken.None);
        return true;
    }

    private Task<bool> RecordFailureAsync(long? userId, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(userId, reason, client), CancellationToken.None);
            return true;
        });
}
