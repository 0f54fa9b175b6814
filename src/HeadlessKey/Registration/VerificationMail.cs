using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>The mail that asks for the proof of an account's address.</summary>
internal sealed class VerificationMail(
    EmailVerificationStore verifications, VerificationLimitStore limits, EmailQueueStore emails, AccountLinks links)
{
    /// <summary>Queues it, with a link of its own. False: the address has had its mails of this hour.</summary>
    public async Task<bool> TrySendAsync(Transaction transaction, User user, Language language)
    {
        if (!await limits.TryTakeAsync(transaction, user.Email))
        {
            return false;
        }

        var token = await verifications.IssueAnotherAsync(transaction, user.Id, user.Email);

        // It greets by the address: a name that a stranger chose would be the stranger's words in somebody's mailbox.
        var recipient = UserRecipient.Of(user, language) with { Name = user.Email };
        await emails.AddAsync(transaction, EmailMessage.VerifyEmail(recipient, links.VerifyEmail(token), EmailVerificationStore.Lifetime));
        return true;
    }
}
