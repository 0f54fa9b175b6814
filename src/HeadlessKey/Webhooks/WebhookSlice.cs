using HeadlessKey.Deliveries;
using HeadlessKey.Events;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Webhooks;

/// <summary>Telling others of security events.</summary>
internal static class WebhookSlice
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookPolicy>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookSwitch>();
        services.AddSingleton<WebhookSubscriptions>();
        services.AddSingleton<WebhookDeliveries>();
        services.AddSingleton<IEventSubscriber, WebhookEventStore>();
        services.AddSingleton<IDeliveryChannel, WebhookChannel>();
    }
}
