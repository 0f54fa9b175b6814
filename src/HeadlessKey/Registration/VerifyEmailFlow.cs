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
    RecoveryStore recoveries,
    UserStore users,
    UserAccounts accounts,
    EmailQueueStore emails,
    SecurityEventLog events,
    TimeProvider time)
{
    public async Task<VerifyEmailResult> RunAsync(VerifyEmailRequest request, ClientInfo client)
    {
        // The link's use and what it proves stand or fall together. Two who prove one address at once: one of them gets it.
        var result = await database.WriteAsync(
            transaction => VerifyAsync(transaction, request.Token, client), whenTaken: new VerifyEmailResult.InvalidLink());
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

    private async Task<VerifyEmailResult> VerifyAsync(Transaction transaction, string token, ClientInfo client)
    {
        // 1. Use the link up.
        var proven = await verifications.TryConsumeAsync(transaction, token);

        // 2. Do what it proves.
        var login = proven switch
        {
            { Registration: { } registration } => await CreateAsync(transaction, registration, client),
            { UserId: { } id, Email: { } email } => await ProveAsync(transaction, id, email, client),
            _ => null,
        };
        if (login is null)
        {
            transaction.Undo();
            return new VerifyEmailResult.InvalidLink();
        }

        return new VerifyEmailResult.Verified(login);
    }

    private async Task<string?> CreateAsync(Transaction transaction, byte[] registration, ClientInfo client)
    {
        var pending = JsonSerializer.Deserialize(registration, RegistrationJsonContext.Default.PendingRegistration)!;
        foreach (var login in LoginVariants.Of(pending.Login))
        {
            var (id, taken) = await accounts.CreateAsync(
                transaction,
                new NewUser(login, pending.Email, pending.DisplayName, pending.PasswordHash, [options.Registration.DefaultRole], EmailVerified: true),
                "registration",
                client);
            switch (taken)
            {
                case null:
                    await events.AppendAsync(transaction, SecurityEvent.UserEmailVerified(id, client), CancellationToken.None);
                    return login;
                case AccountFault.EmailTaken:
                    return null;
            }
        }

        return null;
    }

    private async Task<string?> ProveAsync(Transaction transaction, long userId, string email, ClientInfo client)
    {
        var user = await users.GetByIdAsync(transaction, userId);
        if (string.Equals(user.Email, email, StringComparison.Ordinal))
        {
            await users.SetEmailVerifiedAsync(transaction, userId);
            await events.AppendAsync(transaction, SecurityEvent.UserEmailVerified(userId, client), CancellationToken.None);
            return user.Login;
        }

        if (!await users.TrySetEmailAsync(transaction, user, email))
        {
            return null; // it changed just now: whether the owner still wants this, only a new try can tell
        }

        // No older link may bring the address back, no way in that was mailed there stays open, and the address that was left is told where
        // it can still be read.
        await verifications.DeleteAllAsync(transaction, userId);
        await recoveries.DeleteAllAsync(transaction, userId);
        await events.AppendAsync(transaction, SecurityEvent.UserEmailChanged(userId, client), CancellationToken.None);
        await emails.AddAsync(transaction, EmailMessage.EmailChanged(UserRecipient.Of(user, client.Language), user.Login, time.GetUtcNow()));
        return (await users.GetByIdAsync(transaction, userId)).Login;
    }
}
