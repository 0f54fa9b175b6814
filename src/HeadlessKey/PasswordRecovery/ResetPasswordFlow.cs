using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>A new password for anyone who holds a mailed link or code.</summary>
internal sealed class ResetPasswordFlow(
    IUserDirectory directory, UserStore users, UserAccounts accounts, PasswordPolicy policy, RecoveryProver prover, RecoveryStore recoveries,
    RecoveryLimitStore limits, RecoverySecrets secrets, SecurityEventLog events, RevocationList revocationList, Database database)
{
    public async Task<ResetPasswordResult> RunAsync(ResetPasswordRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. What nobody may choose is refused to everybody, before anything depends on who it is.
        if (await policy.FindFaultsAsync(request.Password, login: null, email: null, cancellationToken) is { Count: > 0 } reasons)
        {
            await RecordFailureAsync(request, userId: 0, client);
            return new ResetPasswordResult.Refused(new AccountFault.PasswordRefused(reasons, policy.Shortest));
        }

        // 2. Whose name is it? A missing person is carried on, as number 0.
        var userId = await users.FindIdByLoginAsync(request.Login, cancellationToken);

        // 3. Is the link or the code theirs? A code's try is counted before it is compared.
        if (await prover.ProveAsync(request, userId, client) is not { } recovery
            || await directory.FindByIdAsync(userId, cancellationToken) is not { IsDisabled: false } user)
        {
            return new ResetPasswordResult.InvalidKey();
        }

        // 4. Only now what depends on the person: whether the password has their name in it, and the price of a hash.
        var (password, fault) = await accounts.PreparePasswordAsync(request.Password, user.Login, user.Email, cancellationToken);
        var result = password is null ? new ResetPasswordResult.Refused(fault!) : await SetAsync(request, user, recovery, password, client);
        if (result is ResetPasswordResult.Refused)
        {
            await RecordFailureAsync(request, user.Id, client);
            if (recovery.Method == RecoveryStore.ByCode)
            {
                await limits.GiveTryBackAsync(secrets.SubjectOf(user.Id, request.Login)); // it was the right one
            }
        }

        return result;
    }

    private Task<bool> RecordFailureAsync(ResetPasswordRequest request, long userId, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await prover.RecordFailureAsync(transaction, request, userId, client);
            return true;
        });

    // 5. The use of the link, the password, the end of every session, the record and the mail stand or fall together.
    private async Task<ResetPasswordResult> SetAsync(
        ResetPasswordRequest request, User user, Recovery recovery, NewPassword password, ClientInfo client)
    {
        List<RevocationEntry> revoked = [];
        var result = await directory.SetPasswordAsync(user, password, new AccountChange<ResetPasswordResult>
        {
            ClaimAsync = transaction =>
            {
                revoked = []; // what an attempt that was rolled back has ended goes on
                return ClaimAsync(transaction, request, user, recovery, client);
            },
            SettleAsync = async (transaction, _) =>
            {
                revoked = await accounts.FollowPasswordAsync(
                    transaction, user, SecurityEvent.UserPasswordReset(user.Id, recovery.Method, client), client.Language, byMail: true);

                // Whoever reads the account's mail has proven the address by it.
                if (await users.TryVerifyEmailAsync(transaction, user))
                {
                    await events.AppendAsync(transaction, SecurityEvent.UserEmailVerified(user.Id, client), CancellationToken.None);
                }

                return new ResetPasswordResult.Updated();
            },
            Refuse = static fault => new ResetPasswordResult.Refused(fault),
            GiveBackAsync = transaction => recoveries.AddAsync(transaction, recovery),
        });
        revoked.ForEach(revocationList.Add);
        return result;
    }

    /// <summary>Uses the link or code up. Of any number of callers at once, one gets past here.</summary>
    private async Task<ResetPasswordResult?> ClaimAsync(
        Transaction transaction, ResetPasswordRequest request, User user, Recovery recovery, ClientInfo client)
    {
        // The account's row goes first, as wherever an account changes: two that wait for each other's rows wait for ever.
        var unchanged = await users.TryHoldAsync(transaction, user);
        if (!await recoveries.TryConsumeAsync(transaction, recovery))
        {
            await prover.RecordFailureAsync(transaction, request, user.Id, client);
            return new ResetPasswordResult.InvalidKey();
        }

        if (unchanged)
        {
            return null;
        }

        transaction.Undo();
        return new ResetPasswordResult.Refused(new AccountFault.Busy()); // it changed just now: a new try sees how
    }
}
