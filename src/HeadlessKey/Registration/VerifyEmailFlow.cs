using System.Text.Json;
using HeadlessKey.Directory;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>The proof of an address by its mailed link: of a new account, of a changed address, or of an account that is made only now.</summary>
internal sealed class VerifyEmailFlow(
    HeadlessKeyOptions options,
    Database database,
    EmailVerificationStore verifications,
    WaysIn ways,
    IUserDirectory directory,
    UserStore users,
    UserAccounts accounts,
    EmailQueueStore emails,
    SecurityEventLog events,
    TimeProvider time)
{
    public async Task<VerifyEmailResult> RunAsync(VerifyEmailRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // 1. What does the link prove? It is used up together with what it proves, or not at all.
        var result = await verifications.FindAsync(request.Token, cancellationToken) switch
        {
            { Registration: { } registration } => await CreateAsync(request.Token, registration, client),
            { UserId: { } id, Email: { } email } => await ProveAsync(request.Token, id, email, client, cancellationToken),
            _ => new VerifyEmailResult.InvalidLink(),
        };
        if (result is VerifyEmailResult.InvalidLink)
        {
            await database.WriteAsync(async transaction =>
            {
                await events.AppendAsync(transaction, SecurityEvent.RegistrationRefused("invalid_link", client), CancellationToken.None);
                return true;
            });
        }

        return result;
    }

    /// <summary>A new account, under the name that was wanted or one like it.</summary>
    private async Task<VerifyEmailResult> CreateAsync(string token, byte[] registration, ClientInfo client)
    {
        var pending = JsonSerializer.Deserialize(registration, RegistrationJsonContext.Default.PendingRegistration)!;
        foreach (var login in LoginVariants.Of(pending.Login))
        {
            var user = new NewUser(
                login, pending.Email, pending.DisplayName, NewPassword.Hashed(pending.PasswordHash), [options.Registration.DefaultRole], EmailVerified: true);
            var isTaken = false;
            var result = await accounts.CreateAsync(user, "registration", client, new AccountChange<VerifyEmailResult>
            {
                ClaimAsync = transaction => ConsumeAsync(transaction, token),
                SettleAsync = async (transaction, id) =>
                {
                    await events.AppendAsync(transaction, SecurityEvent.UserEmailVerified(id, client), CancellationToken.None);
                    return new VerifyEmailResult.Verified(login);
                },
                Refuse = fault =>
                {
                    isTaken = fault is AccountFault.LoginTaken;
                    return new VerifyEmailResult.InvalidLink();
                },
            });
            if (!isTaken)
            {
                return result;
            }
        }

        return new VerifyEmailResult.InvalidLink();
    }

    private async Task<VerifyEmailResult> ProveAsync(
        string token, long userId, string email, ClientInfo client, CancellationToken cancellationToken)
    {
        // A link that was on its way does nothing to an account that has been switched off since: whoever asked may be why.
        if (await directory.FindByIdAsync(userId, cancellationToken) is not { IsDisabled: false } user)
        {
            return new VerifyEmailResult.InvalidLink();
        }

        // 2. The address that the account has, or another one. Two who prove one address at once: one of them gets it.
        return string.Equals(user.Email, email, StringComparison.Ordinal)
            ? await database.WriteAsync(transaction => ConfirmAsync(transaction, token, user, client))
            : await directory.SetEmailAsync(user, email, new AccountChange<VerifyEmailResult>
            {
                ClaimAsync = transaction => ConsumeAsync(transaction, token),
                SettleAsync = (transaction, _) => FollowChangeAsync(transaction, user, client),
                Refuse = static _ => new VerifyEmailResult.InvalidLink(), // taken, or changed just now: whether it is still wanted, a new try tells
                GiveBackAsync = transaction => verifications.AddAsync(transaction, token, userId, email),
            });
    }

    private async Task<VerifyEmailResult> ConfirmAsync(Transaction transaction, string token, User user, ClientInfo client)
    {
        if (await ConsumeAsync(transaction, token) is { } refusal)
        {
            return refusal;
        }

        if (!await users.TryHoldAsync(transaction, user))
        {
            transaction.Undo();
            return new VerifyEmailResult.InvalidLink();
        }

        await users.SetEmailVerifiedAsync(transaction, user.Id);
        await events.AppendAsync(transaction, SecurityEvent.UserEmailVerified(user.Id, client), CancellationToken.None);
        return new VerifyEmailResult.Verified(user.Login);
    }

    /// <summary>
    /// No older link may bring the address back, no way in that was mailed there stays open, and the address that was left is told where it
    /// can still be read.
    /// </summary>
    private async Task<VerifyEmailResult> FollowChangeAsync(Transaction transaction, User before, ClientInfo client)
    {
        await ways.CloseMailedAsync(transaction, before.Id);
        await events.AppendAsync(transaction, SecurityEvent.UserEmailChanged(before.Id, client), CancellationToken.None);
        await emails.AddAsync(transaction, EmailMessage.EmailChanged(UserRecipient.Of(before, client.Language), before.Login, time.GetUtcNow()));
        return new VerifyEmailResult.Verified((await users.GetByIdAsync(transaction, before.Id)).Login);
    }

    /// <summary>Of any number of callers one gets null; the others the refusal.</summary>
    private async Task<VerifyEmailResult?> ConsumeAsync(Transaction transaction, string token) =>
        await verifications.TryConsumeAsync(transaction, token) is null ? new VerifyEmailResult.InvalidLink() : null;
}
