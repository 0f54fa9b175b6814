using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Roles;
using HeadlessKey.Secrets;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.SignIn;

/// <summary>The sign-in of an administrator: that of any other, up to the session, which is of another kind.</summary>
internal sealed class AdminSignInFlow(
    SignInCheck check, AttemptGate attempts, Database database, UserStore users, AdminSessionStore sessions, SecurityEventLog events, TimeProvider time)
{
    /// <param name="request">The name and the password.</param>
    /// <param name="replaced">The secret of the session that the browser had; it ends, so that nobody signs in into a session that somebody else has laid out.</param>
    /// <param name="client">From where.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<AdminSignInResult> RunAsync(
        AdminSignInRequest request, string? replaced, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. Who is it, and may they come in? An attempt here is one of those at the other door: nobody gets twice as many by trying both.
        var verdict = await check.RunAsync(request.Username, request.Password, Role.Administrator, client, cancellationToken);
        if (verdict is not SignInVerdict.Admitted { User: var user, Attempt: var attempt })
        {
            return new AdminSignInResult.Refused(((SignInVerdict.Refused)verdict).Why);
        }

        // 2. A new session, and the end of the one that was there, provided the account is still what was checked.
        var now = time.GetUtcNow();
        var secret = RandomId.Secret();
        var session = new AdminSession { Id = SecretHash.Of(secret), UserId = user.Id, UserVersion = user.Version, CreatedAt = now, SeenAt = now, ConfirmedAt = now };
        return await database.WriteAsync(transaction => StartAsync(transaction, user, session, replaced, attempt, client))
            ? new AdminSignInResult.SignedIn(user, session, secret)
            : new AdminSignInResult.Refused(new SignInRefusal.Busy());
    }

    private async Task<bool> StartAsync(
        Transaction transaction, User user, AdminSession session, string? replaced, Attempt attempt, ClientInfo client)
    {
        if (!await users.TryRecordLoginAsync(transaction, user, CancellationToken.None))
        {
            await events.AppendAsync(transaction, SecurityEvent.LoginFailed(user.Id, "busy", client), CancellationToken.None);
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
}
