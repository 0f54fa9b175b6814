using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Tokens;

/// <summary>Tells users when a device signs in that their account has not seen before: if it was not them, nobody else would notice.</summary>
internal sealed class NewDeviceNotice(SessionStore sessions, EmailQueueStore emails, HeadlessKeyOptions options, TimeProvider time)
{
    /// <summary>Queues the mail in the transaction that starts the session. The very first sign-in is no news.</summary>
    public async Task TellAsync(Transaction transaction, User user, Session session, ClientInfo client)
    {
        if (!options.Sessions.TellNewDevices || user.LastLoginAt is null || await sessions.HasSeenDeviceAsync(transaction, session))
        {
            return;
        }

        var device = string.Join(" · ", new[] { session.Browser, session.Os }.Where(part => part is not null));
        await emails.AddAsync(transaction, EmailMessage.NewDevice(
            UserRecipient.Of(user, client.Language), user.Login, device.Length > 0 ? device : null, session.Address, time.GetUtcNow()));
    }
}
