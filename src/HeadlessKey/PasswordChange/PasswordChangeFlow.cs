using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordChange;

/// <summary>Another password for anyone who is signed in and knows the present one.</summary>
internal sealed class PasswordChangeFlow(
    IUserDirectory directory, PasswordProof proof, UserAccounts accounts, UserStore users, SessionStore sessions,
    RevocationList revocationList, SecurityEventLog events, Database database)
{
    public async Task<PasswordChangeResult> RunAsync(
        AccessToken caller, ChangePasswordRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. The person, from the token alone. This node may not know yet that the session has ended on another: the database does.
        var session = await sessions.FindAsync(caller.SessionId, cancellationToken);
        if (session is not { EndedAt: null } || session.UserId != caller.UserId
            || await directory.FindByIdAsync(caller.UserId, cancellationToken) is not { IsDisabled: false } user)
        {
            return new PasswordChangeResult.SessionEnded();
        }

        // 2. Whoever has found an open browser has a token, but not the password.
        if (await proof.FindFaultAsync(
            user, request.CurrentPassword, client, reason => SecurityEvent.UserPasswordChangeFailed(user.Id, reason, client), cancellationToken) is { } wrong)
        {
            return new PasswordChangeResult.Refused(wrong);
        }

        // 3. Is the new one good enough?
        var (password, fault) = await accounts.PreparePasswordAsync(request.NewPassword, user.Login, user.Email, cancellationToken);
        if (password is null)
        {
            await RecordFailureAsync(user, fault is AccountFault.Busy ? "busy" : "password_refused", client);
            return new PasswordChangeResult.Refused(fault!);
        }

        // 4. The password, the end of every session, the record and the mail stand or fall together.
        return await SetAsync(user, session, password, client);
    }

    private async Task<PasswordChangeResult> SetAsync(User user, Session session, NewPassword password, ClientInfo client)
    {
        List<RevocationEntry> revoked = [];
        var result = await directory.SetPasswordAsync(user, password, new AccountChange<PasswordChangeResult>
        {
            ClaimAsync = transaction =>
            {
                revoked = []; // what an attempt that was rolled back has ended goes on
                return ClaimAsync(transaction, user, session);
            },
            SettleAsync = async (transaction, _) =>
            {
                revoked = await accounts.FollowPasswordAsync(
                    transaction, user, SecurityEvent.UserPasswordChanged(user.Id, client), client.Language, byMail: false);
                return new PasswordChangeResult.Changed();
            },
            Refuse = static fault => new PasswordChangeResult.Refused(fault),
        });
        revoked.ForEach(revocationList.Add);
        if (result is PasswordChangeResult.Refused)
        {
            await RecordFailureAsync(user, "busy", client);
        }

        return result;
    }

    /// <summary>The session that asks must still be alive, and the account what was read.</summary>
    private async Task<PasswordChangeResult?> ClaimAsync(Transaction transaction, User user, Session session)
    {
        // The account's row before its sessions', as wherever an account changes.
        var unchanged = await users.TryHoldAsync(transaction, user);
        return !await sessions.TryHoldAsync(transaction, session.Id, user.Id) ? new PasswordChangeResult.SessionEnded()
            : unchanged ? null
            : new PasswordChangeResult.Refused(new AccountFault.Busy()); // it changed just now: a new try sees how
    }

    private Task<bool> RecordFailureAsync(User user, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.UserPasswordChangeFailed(user.Id, reason, client), CancellationToken.None);
            return true;
        });
}
