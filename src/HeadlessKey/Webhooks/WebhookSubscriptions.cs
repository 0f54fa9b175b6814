using HeadlessKey.Deliveries;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Webhooks;

/// <summary>
/// Adds, changes and removes webhooks, for the command line and for administrators; each change with its event.
/// </summary>
internal sealed class WebhookSubscriptions(
    WebhookPolicy policy, WebhookStore store, WebhookSwitch webhookSwitch, DeliveryLogStore deliveries, SecurityEventLog events, Database database,
    TimeProvider time)
{
    /// <summary>How long the secret before stays good, unless somebody says otherwise.</summary>
    public static readonly TimeSpan DefaultOverlap = TimeSpan.FromDays(1);

    private const int LongestDescription = 200;

    public async Task<WebhookResult> AddAsync(string url, IReadOnlyList<string> types, string? description, IAuthor? by = null)
    {
        if (FindFault(url, types) is { } fault)
        {
            return fault;
        }

        var webhook = new Webhook
        {
            Id = $"wh_{RandomId.Handle()}",
            Url = url,
            Description = CleanText.Cut(description, LongestDescription),
            Types = [.. types.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            CreatedAt = time.GetUtcNow(),
        };
        var secret = WebhookSecret.Create();
        await database.WriteAsync(by, async transaction =>
        {
            await store.AddAsync(transaction, webhook, secret);
            await events.AppendAsync(transaction, SecurityEvent.WebhookCreated(webhook.Id).By(by), CancellationToken.None);
            return true;
        });
        return new WebhookResult.WithSecret(webhook, WebhookSecret.Show(secret));
    }

    public async Task<WebhookResult> ChangeAsync(
        string id, string url, IReadOnlyList<string> types, string? description, IAuthor? by = null) =>
        FindFault(url, types) ?? await ChangeAsync(id, SecurityEvent.WebhookChanged(id), by, transaction =>
            store.TryChangeAsync(transaction, id, url, [.. types.Distinct(StringComparer.Ordinal)], CleanText.Cut(description, LongestDescription)));

    public async Task<WebhookResult> RemoveAsync(string id, IAuthor? by = null)
    {
        if (await store.FindAsync(id, CancellationToken.None) is not { } webhook)
        {
            return new WebhookResult.NotFound();
        }

        var removed = await database.WriteAsync(by, async transaction =>
        {
            if (!await store.TryRemoveAsync(transaction, id))
            {
                return false;
            }

            await deliveries.AbandonAsync(transaction, new DeliveryTarget(WebhookChannel.ChannelName, id), "the webhook was removed");
            await events.AppendAsync(transaction, SecurityEvent.WebhookRemoved(id).By(by), CancellationToken.None);
            return true;
        });
        return removed ? new WebhookResult.Done(webhook) : new WebhookResult.NotFound();
    }

    public Task<WebhookResult> EnableAsync(string id, IAuthor? by = null) =>
        ChangeAsync(id, SecurityEvent.WebhookEnabled(id), by, transaction => store.TryEnableAsync(transaction, id));

    public async Task<WebhookResult> DisableAsync(string id, string reason, IAuthor? by = null)
    {
        var why = CleanText.Cut(reason, LongestDescription) ?? "by hand";
        var done = await database.WriteAsync(by, async transaction =>
        {
            return await webhookSwitch.TryOffAsync(transaction, id, why, SecurityEvent.WebhookDisabled(id, why).By(by));
        });
        return await ResultAsync(id, done);
    }

    /// <summary>Gives it a new secret. Until the overlap is over, deliveries are signed with both.</summary>
    public async Task<WebhookResult> RotateSecretAsync(string id, TimeSpan overlap, IAuthor? by = null)
    {
        var secret = WebhookSecret.Create();
        var result = await ChangeAsync(id, SecurityEvent.WebhookSecretRotated(id), by, transaction =>
            store.TryRotateAsync(transaction, id, secret, time.GetUtcNow() + overlap));
        return result is WebhookResult.Done done ? new WebhookResult.WithSecret(done.Webhook, WebhookSecret.Show(secret)) : result;
    }

    private async Task<WebhookResult> ChangeAsync(
        string id, SecurityEvent securityEvent, IAuthor? by, Func<Transaction, Task<bool>> change)
    {
        var done = await database.WriteAsync(by, async transaction =>
        {
            if (!await change(transaction))
            {
                return false;
            }

            await events.AppendAsync(transaction, securityEvent.By(by), CancellationToken.None);
            return true;
        });
        return await ResultAsync(id, done);
    }

    private async Task<WebhookResult> ResultAsync(string id, bool done) =>
        await store.FindAsync(id, CancellationToken.None) is not { } webhook ? new WebhookResult.NotFound()
        : done ? new WebhookResult.Done(webhook)
        : new WebhookResult.Unchanged();

    private WebhookResult.Invalid? FindFault(string url, IReadOnlyList<string> types) =>
        policy.FindUrlFault(url) is { } wrongUrl ? new WebhookResult.Invalid("url", wrongUrl)
        : WebhookPolicy.FindTypesFault(types) is { } wrongTypes ? new WebhookResult.Invalid("types", wrongTypes)
        : null;
}
