using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordChange;

/// <summary>Another password for who knows the present one and is signed in.</summary>
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

        // 2. Who has found an open browser has a token, but not the password.
        if (await proof.FindFaultAsync(
            user, request.CurrentPassword, client, reason => SecurityEvent.UserPasswordChangeFailed(user.Id, reason, client), cancellationToken) is { } wrong)
        {
            return new PasswordChangeResult.Refused(wrong);
        }

        // 3. Is the new one good enough?
        var (hash, fault) = await accounts.HashAsync(request.NewPassword, user.Login, user.Email, cancellationToken);
        if (hash is null)
        {
            await RecordFailureAsync(user, fault is AccountFault.Busy ? "busy" : "password_refused", client);
            return new PasswordChangeResult.Refused(fault!);
        }

        // 4. The password, the end of every session, the record and the mail stand or fall together.
        return await SetAsync(user, session, hash, client);
    }

    private async Task<PasswordChangeResult> SetAsync(User user, Session session, string hash, ClientInfo client)
    {
        var (result, revoked) = await database.WriteAsync<(PasswordChangeResult, List<RevocationEntry>)>(async transaction =>
        {
            // The account's row before its sessions', as wherever an account changes.
            var unchanged = await users.TryHoldAsync(transaction, user);
            if (!await sessions.TryHoldAsync(transaction, session.Id, user.Id))
            {
                transaction.Undo();
                return (new PasswordChangeResult.SessionEnded(), []);
            }

            if (!unchanged || await accounts.TrySetPasswordAsync(
                transaction, user, hash, SecurityEvent.UserPasswordChanged(user.Id, client), client.Language, byMail: false) is not { } ended)
            {
                transaction.Undo();
                return (new PasswordChangeResult.Refused(new AccountFault.Busy()), []); // it changed just now: a new try sees how
            }

            return (new PasswordChangeResult.Changed(), ended);
        });
        revoked.ForEach(revocationList.Add);
        if (result is PasswordChangeResult.Refused)
        {
            await RecordFailureAsync(user, "busy", client);
        }

        return result;
    }

    private Task<bool> RecordFailureAsync(User user, string reason, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.UserPasswordChangeFailed(user.Id, reason, client), CancellationToken.None);
            return true;
        });
}
