using HeadlessKey.Deliveries;
using HeadlessKey.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>Webhooks as an operator handles them.</summary>
internal static class TestWebhooks
{
    public static WebhookSubscriptions Webhooks(this TestServer server) => server.Services.GetRequiredService<WebhookSubscriptions>();

    public static WebhookDeliveries WebhookDeliveries(this TestServer server) => server.Services.GetRequiredService<WebhookDeliveries>();

    /// <summary>Adds a webhook at the receiver, for these types or for all; the webhook and its secret.</summary>
    public static async Task<(Webhook Webhook, string Secret)> AddWebhookAsync(this TestServer server, Receiver receiver, params string[] types)
    {
        var added = (await server.Webhooks().AddAsync(receiver.Address.ToString(), types.Length == 0 ? ["*"] : types, "test"))
            .ShouldBeOfType<WebhookResult.WithSecret>();
        return (added.Webhook, added.Secret);
    }

    /// <summary>Adds a webhook for sign-ins at an address.</summary>
    public static async Task<(string Id, string Secret)> AddAsync(this TestServer server, string url)
    {
        var added = (await server.Webhooks().AddAsync(url, ["login.*"], null)).ShouldBeOfType<WebhookResult.WithSecret>();
        return (added.Webhook.Id, added.Secret);
    }

    /// <summary>Sends a test; how it went.</summary>
    public static async Task<DeliveryAttempt> TestAsync(this TestServer server, string webhookId) =>
        (await server.WebhookDeliveries().TestAsync(webhookId, by: null, CancellationToken.None)).ShouldNotBeNull();

    public static Task<List<DeliveryEntry>> WebhookEntriesAsync(this TestServer server, string? state = null, string? webhookId = null) =>
        server.WebhookDeliveries().ListAsync(webhookId, state, long.MaxValue, 10_000, CancellationToken.None);

    /// <summary>Waits until nothing waits for any webhook.</summary>
    public static Task WebhooksIdleAsync(this TestServer server) => Eventually.TrueAsync(
        async () => (await server.WebhookEntriesAsync("waiting")).Count == 0, TimeSpan.FromSeconds(30), "something still waits");

    /// <summary>The types that arrived, in their order.</summary>
    public static IEnumerable<string> Types(this Receiver receiver) =>
        receiver.Requests.Select(request => System.Text.Json.JsonDocument.Parse(request.Body).RootElement.GetProperty("type").GetString()!);
}
