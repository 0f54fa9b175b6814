using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Webhooks;

/// <summary>The webhooks, with their secrets sealed.</summary>
internal sealed class WebhookStore(Database database, MasterKey masterKey, TimeProvider time)
{
    public async Task AddAsync(Transaction transaction, Webhook webhook, byte[] secret)
    {
        await transaction.AppendAsync(
            $"""
            insert into webhooks (id, url, description, sealed_secret, created_at)
            values ({webhook.Id}, {webhook.Url}, {webhook.Description}, {masterKey.Seal(secret, Name(webhook.Id))}, {webhook.CreatedAt.ToUnixTimeMilliseconds()})
            """,
            CancellationToken.None);
        await AddTypesAsync(transaction, webhook.Id, webhook.Types);
    }

    /// <summary>Gives the webhook another address, other types, another description. False: there is none.</summary>
    public async Task<bool> TryChangeAsync(Transaction transaction, string id, string url, IReadOnlyList<string> types, string? description)
    {
        if (await transaction.ExecuteAsync($"update webhooks set url = {url}, description = {description} where id = {id}", CancellationToken.None) == 0)
        {
            return false;
        }

        await transaction.AppendAsync($"delete from webhook_types where webhook_id = {id}", CancellationToken.None);
        await AddTypesAsync(transaction, id, types);
        return true;
    }

    public async Task<bool> TryRemoveAsync(Transaction transaction, string id)
    {
        await transaction.AppendAsync($"delete from webhook_types where webhook_id = {id}", CancellationToken.None);
        return await transaction.ExecuteAsync($"delete from webhooks where id = {id}", CancellationToken.None) > 0;
    }

    /// <summary>Switches the webhook off. False: there is none, or it is off already.</summary>
    public async Task<bool> TryDisableAsync(Transaction transaction, string id, string reason) =>
        await transaction.ExecuteAsync(
            $"update webhooks set disabled_at = {Now}, disabled_reason = {reason} where id = {id} and disabled_at is null", CancellationToken.None) > 0;

    /// <summary>Switches the webhook on. False: there is none, or it is on already.</summary>
    public async Task<bool> TryEnableAsync(Transaction transaction, string id) =>
        await transaction.ExecuteAsync(
            $"update webhooks set disabled_at = null, disabled_reason = null where id = {id} and disabled_at is not null", CancellationToken.None) > 0;

    /// <summary>Gives the webhook another secret; the one that it has stays good until then. False: there is no such webhook.</summary>
    public async Task<bool> TryRotateAsync(Transaction transaction, string id, byte[] secret, DateTimeOffset previousUntil) =>
        await transaction.ExecuteAsync(
            $"""
            update webhooks
            set sealed_previous = sealed_secret, previous_until = {previousUntil.ToUnixTimeMilliseconds()}, sealed_secret = {masterKey.Seal(secret, Name(id))}
            where id = {id}
            """,
            CancellationToken.None) > 0;

    /// <summary>Every webhook, oldest first.</summary>
    public Task<List<Webhook>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select w.*, (select string_agg(t.pattern, ' ') from webhook_types t where t.webhook_id = w.id) as types
            from webhooks w order by w.created_at, w.id
            """,
            Map,
            cancellationToken);

    public Task<Webhook?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"""
            select w.*, (select string_agg(t.pattern, ' ') from webhook_types t where t.webhook_id = w.id) as types
            from webhooks w where w.id = {id}
            """,
            Map,
            cancellationToken);

    /// <summary>Where deliveries go now, and what they are signed with, the newest secret first. Null: there is no such webhook, or it is off.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The secret was sealed under another master key.</exception>
    public Task<WebhookAddress?> FindAddressAsync(string id, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"""
            select url, sealed_secret, case when previous_until > {Now} then sealed_previous end as sealed_previous
            from webhooks where id = {id} and disabled_at is null
            """,
            row => new WebhookAddress(
                new Uri(row.Text("url")),
                row.TextOrNull("sealed_previous") is { } previous ? [Open(id, row.Text("sealed_secret")), Open(id, previous)] : [Open(id, row.Text("sealed_secret"))]),
            cancellationToken);

    private static async Task AddTypesAsync(Transaction transaction, string id, IReadOnlyList<string> types)
    {
        foreach (var type in types)
        {
            await transaction.AppendAsync($"insert into webhook_types (webhook_id, pattern) values ({id}, {type})", CancellationToken.None);
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private byte[] Open(string id, string sealedSecret) => masterKey.Open(sealedSecret, Name(id));

    private static string Name(string id) => $"webhook/{id}";

    private static Webhook Map(Row row) => new()
    {
        Id = row.Text("id"),
        Url = row.Text("url"),
        Description = row.TextOrNull("description"),
        Types = [.. (row.TextOrNull("types") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)],
        CreatedAt = row.Time("created_at"),
        PreviousSecretUntil = row.TimeOrNull("previous_until"),
        DisabledAt = row.TimeOrNull("disabled_at"),
        DisabledReason = row.TextOrNull("disabled_reason"),
    };
}
