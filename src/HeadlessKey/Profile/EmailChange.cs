using HeadlessKey.Directory;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Profile;

/// <summary>Another address: asked for here, and in force once the link that is mailed to it has been followed.</summary>
internal sealed class EmailChange(
    UserStore users, EmailVerificationStore verifications, VerificationLimitStore limits, EmailQueueStore emails, AccountLinks links, SecurityEventLog events,
    HeadlessKeyOptions options)
{
    /// <summary>Why this person cannot have that address, as far as that is nobody's secret; or null.</summary>
    public AccountFault? FindFault(User user, string email)
    {
        var fault = options.Email.Transport == EmailOptions.NoTransport ? Messages.EmailCannotChange
            : EmailDomainPolicy.FindDomainFault(email, options.Registration)
            ?? (IsLogin(user) ? UserPolicy.FindLoginFault(email, email) : null);
        return fault is null ? null : new AccountFault.Invalid("email", fault);
    }

    /// <summary>Opens the proof of the new address and mails it there.</summary>
    public async Task<AccountFault?> RequestAsync(Transaction transaction, User user, string email, ClientInfo client)
    {
        var owner = await users.FindByLoginAsync(transaction, email);
        var isTaken = owner is not null && owner.Id != user.Id;
        if (isTaken && !options.Registration.Private)
        {
            return new AccountFault.EmailTaken();
        }

        // In private mode a taken address looks like a free one, to the profile too: only the mail goes to the owner instead, and the
        // link that would prove it goes nowhere.
        var token = await verifications.IssueAsync(transaction, user.Id, email);

        // An unproven address may be a stranger's: it is greeted by itself, for a display name can say anything.
        var recipient = UserRecipient.Of(user, client.Language) with { Address = email, Name = email };
        await events.AppendAsync(transaction, SecurityEvent.UserEmailChangeRequested(user.Id, client), CancellationToken.None);
        if (!await limits.TryTakeAsync(transaction, email))
        {
            return null; // that mailbox has had enough for this hour, whoever asks
        }

        await emails.AddAsync(transaction, isTaken
            ? EmailMessage.AddressTaken(UserRecipient.Of(owner!, client.Language), owner!.Login, links.AskForReset())
            : EmailMessage.VerifyEmail(recipient, links.VerifyEmail(token), EmailVerificationStore.Lifetime));
        return null;
    }

    /// <summary>Takes back a change that waits for its proof.</summary>
    public Task CancelAsync(Transaction transaction, User user) => verifications.DeleteOfUserAsync(transaction, user.Id);

    // A login that is the address moves along with it, so it must be fit for both.
    private static bool IsLogin(User user) =>
        string.Equals(UserPolicy.Key(user.Login), UserPolicy.Key(user.Email), StringComparison.Ordinal);
}
