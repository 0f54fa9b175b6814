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
    IUserDirectory directory, PasswordProof proof, UserStore users, ProfileStore profiles, EmailChange emailChange, SessionStore sessions,
    SecurityEventLog events, Database database)
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
        return await database.WriteAsync(transaction => ChangeAsync(transaction, user, caller.SessionId, request, email, client));
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

    private async Task<ChangeProfileResult> ChangeAsync(
        Transaction transaction, User user, string sessionId, ChangeProfileRequest request, string? email, ClientInfo client)
    {
        // The account's row before its session's, as wherever an account changes.
        AccountFault? fault = email is not null && !await users.TryHoldAsync(transaction, user) ? new AccountFault.Busy() : null;
        var changed = ChangedFields(user, request).ToList();
        if (changed.Count > 0)
        {
            await profiles.UpdateAsync(transaction, user.Id, request);
            await events.AppendAsync(transaction, SecurityEvent.UserProfileChanged(user.Id, changed, client), CancellationToken.None);
        }

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

        if (fault is not null)
        {
            transaction.Undo();
            return new ChangeProfileResult.Refused(fault);
        }

        return new ChangeProfileResult.Changed();
    }

    private static IEnumerable<string> ChangedFields(User user, ChangeProfileRequest request) =>
        new (string Name, string? Given, string Was)[]
        {
            ("display_name", request.DisplayName, user.DisplayName),
            ("first_name", request.FirstName, user.FirstName),
            ("last_name", request.LastName, user.LastName),
            ("nickname", request.Nickname, user.Nickname),
            ("locale", request.Locale, user.Locale),
        }.Where(field => field.Given is { } given && !string.Equals(given, field.Was, StringComparison.Ordinal)).Select(field => field.Name);

    private static bool IsSame(string email, string other) => string.Equals(UserPolicy.Key(email), UserPolicy.Key(other), StringComparison.Ordinal);
}
