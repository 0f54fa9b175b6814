using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HeadlessKey.Outbound;

/// <summary>The way out.</summary>
internal static class OutboundSlice
{
    public static void AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton(static _ => new OwnAddresses());
        services.AddSingleton<OutboundAddressPolicy>();
        services.TryAddSingleton(static provider => new OutboundHttp(provider.GetRequiredService<OutboundAddressPolicy>()));
    }
}
