using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;

namespace HeadlessKey.Admin.Api.SignIn;

/// <summary>What an administrator does with the session itself: confirm it by the password, end it.</summary>
internal sealed class AdminSessionFlow(PasswordProof proof, AdminSessionStore sessions, SecurityEventLog events, Database database)
{
    /// <summary>The session with the password typed just now; or why not. Neither: it has ended meanwhile.</summary>
    public async Task<(AdminSession? Session, AccountFault? Fault)> ConfirmAsync(
        AdminCaller caller, string secret, string password, CancellationToken cancellationToken)
    {
        var fault = await proof.FindFaultAsync(
            caller.User, password, caller.Client, reason => SecurityEvent.AdminConfirmFailed(caller.User.Id, reason, caller.Client), cancellationToken);
        return fault is null
            ? (await database.WriteAsync(transaction => sessions.ConfirmAsync(transaction, secret)), null)
            : (null, fault);
    }

    public Task SignOutAsync(AdminCaller caller, string secret) =>
        database.WriteAsync(async transaction =>
        {
            if (await sessions.EndAsync(transaction, secret))
            {
                await events.AppendAsync(transaction, SecurityEvent.AdminSignedOut(caller.User.Id, caller.Client), CancellationToken.None);
            }

            return true;
        });
}
