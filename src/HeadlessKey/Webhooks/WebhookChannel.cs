using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HeadlessKey.Deliveries;
using HeadlessKey.Events;
using HeadlessKey.Hooks;

namespace HeadlessKey.Webhooks;

/// <summary>Tells webhooks, as Standard Webhooks has it: the same id on every try, the try's own time, a signature for each live secret.</summary>
internal sealed class WebhookChannel(WebhookStore store, WebhookSwitch webhookSwitch, HookChain<WebhookSending> hooks, TimeProvider time) : IDeliveryChannel
{
    public const string ChannelName = "webhook";

    private static readonly JsonSerializerOptions Bodies = new(EventJsonContext.Bodies.Options);

    public string Name => ChannelName;

    public async Task<HttpRequestMessage?> CreateRequestAsync(Delivery delivery, string body, CancellationToken cancellationToken)
    {
        if (await store.FindAddressAsync(delivery.Target.Id, cancellationToken) is not { } address)
        {
            return null;
        }

        body = await AskHooksAsync(delivery, body, cancellationToken);
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

    /// <summary>What is sent after the hooks have seen it. When one fails, the delivery waits.</summary>
    private async Task<string> AskHooksAsync(Delivery delivery, string body, CancellationToken cancellationToken)
    {
        if (!hooks.Any)
        {
            return body;
        }

        var point = new WebhookSending(delivery.Kind, delivery.Target.Id, JsonNode.Parse(body)!.AsObject());
        var refusal = await hooks.RunAsync(point, cancellationToken);
        return point.IsDropped ? throw new DeliveryVerdictException(new DeliveryVerdict.Refused("a hook dropped it"))
            : refusal is not null ? throw new DeliveryVerdictException(new DeliveryVerdict.TryLater("a hook failed"))
            : point.Payload.ToJsonString(Bodies);
    }
}
