using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using HeadlessKey.Deliveries;

namespace HeadlessKey.Webhooks;

/// <summary>Tells webhooks, as Standard Webhooks has it: the same id on every try, the try's own time, a signature for each live secret.</summary>
internal sealed class WebhookChannel(WebhookStore store, WebhookSwitch webhookSwitch, TimeProvider time) : IDeliveryChannel
{
    public const string ChannelName = "webhook";

    public string Name => ChannelName;

    public async Task<HttpRequestMessage?> CreateRequestAsync(Delivery delivery, string body, CancellationToken cancellationToken)
    {
        if (await store.FindAddressAsync(delivery.Target.Id, cancellationToken) is not { } address)
        {
            return null;
        }

        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        return new HttpRequestMessage(HttpMethod.Post, address.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")),
            Headers =
            {
                { "webhook-id", delivery.MessageId },
                { "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", WebhookSignature.Of(delivery.MessageId, timestamp, body, address.Secrets) },
            },
        };
    }

    public Task EndTargetAsync(string targetId, string reason) => webhookSwitch.GiveUpAsync(targetId, reason);
}
