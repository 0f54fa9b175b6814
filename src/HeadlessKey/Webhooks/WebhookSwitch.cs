using HeadlessKey.Deliveries;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Webhooks;

/// <summary>Switches a webhook off: by somebody's wish, or because it takes nothing.</summary>
internal sealed class WebhookSwitch(
    WebhookStore store, DeliveryLogStore deliveries, UserStore users, EmailQueueStore emails, SecurityEventLog events, Database database, TimeProvider time)
{
    private const int MostAdministrators = 50;

    /// <summary>The server itself gives up on an endpoint, and tells the administrators.</summary>
    public async Task GiveUpAsync(string id, string reason)
    {
        if (await store.FindAsync(id, CancellationToken.None) is not { DisabledAt: null } webhook)
        {
            return;
        }

        var administrators = await users.ListAsync(0, Role.Administrator, MostAdministrators, CancellationToken.None);
        await database.WriteAsync(async transaction =>
        {
            if (!await TryOffAsync(transaction, id, reason, SecurityEvent.WebhookDisabled(id, reason)))
            {
                return false; // another node was first, and has told them
            }

            foreach (var administrator in administrators.Where(user => !user.IsDisabled))
            {
                var recipient = UserRecipient.Of(administrator, Languages.Default);
                await emails.AddAsync(transaction, EmailMessage.WebhookDisabled(recipient, id, webhook.Host, reason, time.GetUtcNow()));
            }

            return true;
        });
    }

    /// <summary>Switches it off, and gives up what waits for it. False: there is none, or it is off already.</summary>
    public async Task<bool> TryOffAsync(Transaction transaction, string id, string reason, SecurityEvent securityEvent)
    {
        if (!await store.TryDisableAsync(transaction, id, reason))
        {
            return false;
        }

        await deliveries.AbandonAsync(transaction, new DeliveryTarget(WebhookChannel.ChannelName, id), "the webhook was switched off");
        await events.AppendAsync(transaction, securityEvent, CancellationToken.None);
        return true;
    }
}
