using HeadlessKey.Http;
using HeadlessKey.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessKey.Hooks;

/// <summary>Every point at which somebody else may have a say.</summary>
internal static class HooksSlice
{
    public static void AddHooks(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HeadlessKeyOptions>, HookOptionsValidator>();
        services.AddSingleton(static provider => provider.GetRequiredService<HeadlessKeyOptions>().Hooks);

        // In code or over HTTP.
        services.AddRemotePoint<Authenticating>();
        services.AddRemotePoint<TokenIssuing>();
        services.AddRemotePoint<TokenResponding>();
        services.AddRemotePoint<Registering>();
        services.AddRemotePoint<EmailSending>();
        services.AddRemotePoint<SsoMapping>();
        services.AddRemotePoint<WebhookSending>();

        // In code only: these are asked for every request, or hold a password.
        services.AddPoint<TokenValidating>();
        services.AddPoint<PasswordChoosing>();
        services.AddPoint<ClientAddressResolving>();
        services.AddSingleton<IClientAddressRule, HookedClientAddress>();

        services.AddSingleton<EventObservers>();
        services.AddHostedService(static provider => provider.GetRequiredService<EventObservers>());
    }

    private static void AddPoint<TPoint>(this IServiceCollection services)
        where TPoint : HookPoint =>
        services.AddSingleton(static provider => Chain(provider, provider.GetServices<IHook<TPoint>>()));

    private static void AddRemotePoint<TPoint>(this IServiceCollection services)
        where TPoint : HookPoint, IRemotePoint =>
        services.AddSingleton(static provider => Chain(provider, [.. provider.GetServices<IHook<TPoint>>(), .. FindHttpHook<TPoint>(provider)]));

    private static HookChain<TPoint> Chain<TPoint>(IServiceProvider provider, IEnumerable<IHook<TPoint>> hooks)
        where TPoint : HookPoint =>
        new(hooks, provider.GetRequiredService<HooksOptions>(), provider.GetRequiredService<ILogger<HookChain<TPoint>>>());

    private static IEnumerable<IHook<TPoint>> FindHttpHook<TPoint>(IServiceProvider provider)
        where TPoint : HookPoint, IRemotePoint =>
        TPoint.SettingsOf(provider.GetRequiredService<HooksOptions>()) is { Url: not null } settings
            ? [new HttpHook<TPoint>(
                settings,
                provider.GetRequiredService<OutboundHttp>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<HttpHook<TPoint>>>())]
            : [];
}
