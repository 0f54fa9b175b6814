using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Profile;

/// <summary>A change of the own profile.</summary>
internal sealed class ProfileFlow(
    IUserDirectory directory, PasswordProof proof, UserStore users, EmailChange emailChange, SessionStore sessions, SecurityEventLog events)
{
    public async Task<ChangeProfileResult> RunAsync(
        AccessToken caller, ChangeProfileRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. The person, from the token alone.
        if (await directory.FindByIdAsync(caller.UserId, cancellationToken) is not { IsDisabled: false } user)
        {
            return new ChangeProfileResult.SessionEnded();
        }

        // 2. Another address is a way into the account, so it needs the password: a token alone may be somebody else's.
        var email = request.Email is { } given && !IsSame(given, user.Email) ? given : null;
        if (email is not null && await FindRefusalAsync(user, email, request.CurrentPassword, client, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        // 3. All of it or nothing, and only while the session lives.
        var profile = new ProfileChange(request.DisplayName, request.FirstName, request.LastName, request.Nickname, request.Locale);
        return await directory.ChangeProfileAsync(user, profile, new AccountChange<ChangeProfileResult>
        {
            ClaimAsync = transaction => ClaimAsync(transaction, user, caller.SessionId, request, email, client),
            SettleAsync = async (transaction, _) =>
            {
                if (profile.FieldsChangedIn(user).ToList() is { Count: > 0 } changed)
                {
                    await events.AppendAsync(transaction, SecurityEvent.UserProfileChanged(user.Id, changed, client), CancellationToken.None);
                }

                return new ChangeProfileResult.Changed();
            },
            Refuse = static fault => new ChangeProfileResult.Refused(fault),
            GiveBackAsync = transaction => emailChange.CancelAsync(transaction, user),
        });
    }

    private async Task<ChangeProfileResult?> FindRefusalAsync(
        User user, string email, string? password, ClientInfo client, CancellationToken cancellationToken)
    {
        if (emailChange.FindFault(user, email) is { } fault)
        {
            return new ChangeProfileResult.Refused(fault);
        }

        if (string.IsNullOrEmpty(password))
        {
            return new ChangeProfileResult.PasswordMissing();
        }

        return await proof.FindFaultAsync(
            user, password, client, reason => SecurityEvent.UserEmailChangeRequested(user.Id, client, refusedFor: reason), cancellationToken) is { } wrong
                ? new ChangeProfileResult.Refused(wrong)
                : null;
    }

    /// <summary>The session must be alive; another address is asked for here, and set once it is proven.</summary>
    private async Task<ChangeProfileResult?> ClaimAsync(
        Transaction transaction, User user, string sessionId, ChangeProfileRequest request, string? email, ClientInfo client)
    {
        // The account's row before its session's, as wherever an account changes.
        var unchanged = await users.TryHoldAsync(transaction, user);
        AccountFault? fault = email is not null && !unchanged ? new AccountFault.Busy() : null;
        if (!await sessions.TryHoldAsync(transaction, sessionId, user.Id))
        {
            transaction.Undo();
            return new ChangeProfileResult.SessionEnded();
        }

        if (email is not null)
        {
            fault ??= await emailChange.RequestAsync(transaction, user, email, client);
        }
        else if (request.Email is not null)
        {
            await emailChange.CancelAsync(transaction, user); // the address that it has: nothing else is wanted any more
        }

        if (fault is null)
        {
            return null;
        }

        transaction.Undo();
        return new ChangeProfileResult.Refused(fault);
    }

    private static bool IsSame(string email, string other) => string.Equals(UserPolicy.Key(email), UserPolicy.Key(other), StringComparison.Ordinal);
}
