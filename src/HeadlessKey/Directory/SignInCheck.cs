using HeadlessKey.Events;
using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Passwords;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>Who is it, and may they come in? Each door that takes a name and a password asks here, so that none is easier than another.</summary>
internal sealed class SignInCheck(
    IUserDirectory directory,
    AttemptGate attempts,
    HookChain<Authenticating> hooks,
    HeadlessKeyOptions options,
    Database database,
    SecurityEventLog events)
{
    /// <param name="username">The login or the e-mail address, as typed.</param>
    /// <param name="password">The password, as typed.</param>
    /// <param name="role">Whoever does not have it learns nothing, not even that the password was right. Null: the door is open to all.</param>
    /// <param name="client">From where.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<SignInVerdict> RunAsync(string username, string password, string? role, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Who is it? Guesses at one person count together, by whichever of their names. A missing one is carried on: to stop here would tell,
        // by the clock, who has an account.
        User? known;
        try
        {
            known = await directory.FindByLoginAsync(username, cancellationToken);
        }
        catch (UnavailableException)
        {
            return await RefuseAsync(userId: null, "busy", client, new SignInRefusal.Busy());
        }

        // 2. Take an attempt, before anything slow and counted in the same statement: guesses that arrive together must not all pass.
        var attempt = attempts.Of(known, username, client);
        if (await attempts.TryTakeAsync(attempt, SecurityEvent.LoginFailed(known?.Id, "too_many_attempts", client)) is { } wait)
        {
            return new SignInVerdict.Refused(new SignInRefusal.TooManyAttempts(wait));
        }

        // 3. Check the password, at the same price whether or not there is anybody to check.
        PasswordCheck outcome;
        User? user;
        try
        {
            (outcome, user) = await directory.CheckPasswordAsync(known, username, password, client, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await RecordAsync(known?.Id, "aborted", client); // it counts: else whoever hangs up in time could go on for ever
            throw;
        }

        switch (outcome)
        {
            case PasswordCheck.Busy:
                return await WithdrawAsync(attempt, known?.Id, "busy", client, new SignInRefusal.Busy());
            case PasswordCheck.Wrong:
                return await RefuseAsync(known?.Id, "incorrect_password", client, new SignInRefusal.IncorrectPassword());
        }

        // 4. Is this door for them?
        if (role is not null && !user!.Roles.Contains(role, StringComparer.Ordinal))
        {
            return await RefuseAsync(user.Id, $"no_{role}", client, new SignInRefusal.IncorrectPassword());
        }

        // 5. Has a hook anything against it? It is asked only now, so that it can tell nobody who has an account. It was the right password, so
        // the attempt does not count.
        if (hooks.Any && await hooks.RunAsync(new Authenticating(HookedUser.Of(user!), new HookClient(client)), CancellationToken.None) is { } refusal)
        {
            return await WithdrawAsync(attempt, user!.Id, refusal.Reason, client, new SignInRefusal.ByHook(refusal));
        }

        // 6. May they sign in? Only somebody who knows the password learns that the account is disabled, or waits for its address to be proven: they
        // come back once they have followed the link.
        if (user!.IsDisabled)
        {
            return await RefuseAsync(user.Id, "account_disabled", client, new SignInRefusal.AccountDisabled());
        }

        if (user.EmailVerifiedAt is null && options.Registration.EmailVerification == RegistrationOptions.Required)
        {
            return await WithdrawAsync(attempt, user.Id, "email_not_verified", client, new SignInRefusal.EmailNotVerified());
        }

        return new SignInVerdict.Admitted(user, attempt);
    }

    private async Task<SignInVerdict> RefuseAsync(long? userId, string reason, ClientInfo client, SignInRefusal why)
    {
        await RecordAsync(userId, reason, client);
        return new SignInVerdict.Refused(why);
    }

    private Task<bool> RecordAsync(long? userId, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(userId, reason, client), CancellationToken.None);
            return true;
        });

    private async Task<SignInVerdict> WithdrawAsync(Attempt attempt, long? userId, string reason, ClientInfo client, SignInRefusal why)
    {
        await attempts.WithdrawAsync(attempt, SecurityEvent.LoginFailed(userId, reason, client));
        return new SignInVerdict.Refused(why);
    }
}
