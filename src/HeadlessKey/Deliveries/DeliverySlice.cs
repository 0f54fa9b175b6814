using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessKey.Deliveries;

/// <summary>The queue of what others are told.</summary>
internal static class DeliverySlice
{
    public static void AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HeadlessKeyOptions>, DeliveryOptionsValidator>();
        services.AddSingleton<DeliveryQueueStore>();
        services.AddSingleton<DeliveryLogStore>();
        services.AddSingleton<DeliverySender>();
        services.AddSingleton<DeliveryRunner>();
        services.AddExpiring<DeliveryLogStore>();
        services.AddWokenWorker<DeliveryDispatcher>();
    }
}
