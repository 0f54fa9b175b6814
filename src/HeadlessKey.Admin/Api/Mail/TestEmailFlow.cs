using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary>Sends one mail at once, past the queue. It can go to anybody, so it is on record before it leaves.</summary>
internal sealed class TestEmailFlow(EmailComposer composer, IEmailSender sender, SecurityEventLog events, Database database, TimeProvider time)
{
    public async Task<EmailSendResult> RunAsync(AdminCaller caller, string to, Language language, CancellationToken cancellationToken)
    {
        await database.WriteAsync(async transaction =>
        {
            await caller.HoldAsync(transaction);
            return await events.AppendAsync(transaction, SecurityEvent.EmailTested(MailboxAddress.Shorten(to)).By(caller), CancellationToken.None);
        });
        var message = EmailMessage.Test(new EmailRecipient(to, string.Empty, language, UserId: null), time.GetUtcNow());
        return await sender.SendAsync(composer.Compose(RandomId.Handle(), message.Kind, to, EmailSample.ContentOf(message)), cancellationToken);
    }
}
