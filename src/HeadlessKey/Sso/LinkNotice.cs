using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>Tells users that their account was linked with another site: a link is a way in, and if it was not them, nobody else would notice.</summary>
internal sealed class LinkNotice(EmailQueueStore emails, TimeProvider time)
{
    /// <summary>Queues the mail in the transaction that links.</summary>
    public Task TellAsync(Transaction transaction, User user, SsoSite site, ClientInfo client) =>
        emails.AddAsync(transaction, EmailMessage.AccountLinked(UserRecipient.Of(user, client.Language), user.Login, site.Name, time.GetUtcNow()));
}
