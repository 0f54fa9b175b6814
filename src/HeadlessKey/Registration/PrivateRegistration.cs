using System.Text.Json;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>
/// Registration that tells nobody who has an account: the request leaves one row behind whoever it is about, and what becomes of it is told
/// to the mailbox alone. The account is made when the mailed link is followed.
/// </summary>
internal sealed class PrivateRegistration(
    Database database,
    DeferredRequestStore deferred,
    UserStore users,
    VerificationLimitStore limits,
    EmailVerificationStore verifications,
    EmailQueueStore emails,
    AccountLinks links,
    SecurityEventLog events)
    : IDeferredWork
{
    public string Kind => "registration";

    /// <param name="user">The account they want.</param>
    /// <param name="refusedFor">Why they do not get it, which the answer must not tell; null: they may.</param>
    /// <param name="client">From where.</param>
    public Task DeferAsync(NewUser user, string? refusedFor, ClientInfo client)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new DeferredRegistration(PendingRegistration.Of(user), client) { RefusedFor = refusedFor }, RegistrationJsonContext.Default.DeferredRegistration);
        return database.WriteAsync(async transaction =>
        {
            await deferred.AddAsync(transaction, Kind, body);
            return true;
        });
    }

    public async Task RunAsync(Transaction transaction, ReadOnlyMemory<byte> body)
    {
        var registration = JsonSerializer.Deserialize(body.Span, RegistrationJsonContext.Default.DeferredRegistration)!;
        var (pending, client) = registration;
        var outcome = registration.RefusedFor is { } reason ? reason
            : await limits.TryTakeAsync(transaction, pending.Email) ? await TellAsync(transaction, pending, client.Language)
            : "mail_limit";
        await events.AppendAsync(transaction, SecurityEvent.RegistrationRequested(outcome, client), CancellationToken.None);
    }

    private async Task<string> TellAsync(Transaction transaction, PendingRegistration pending, Language language)
    {
        if (await users.FindByEmailAsync(transaction, pending.Email) is { } owner)
        {
            await emails.AddAsync(
                transaction, EmailMessage.AddressTaken(UserRecipient.Of(owner, language), owner.Login, links.AskForReset()));
            return "email_taken";
        }

        var token = await verifications.IssueForRegistrationAsync(
            transaction, JsonSerializer.SerializeToUtf8Bytes(pending, RegistrationJsonContext.Default.PendingRegistration));

        // It greets by the address: a name that a stranger chose would be the stranger's words in somebody's mailbox.
        var recipient = new EmailRecipient(pending.Email, Name: pending.Email, language, UserId: null);
        await emails.AddAsync(transaction, EmailMessage.VerifyEmail(recipient, links.VerifyEmail(token), EmailVerificationStore.Lifetime));
        return "mail_sent";
    }
}
