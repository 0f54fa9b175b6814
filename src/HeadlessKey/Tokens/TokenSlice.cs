using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Tokens;

/// <summary>Sessions and the tokens that stand for them.</summary>
internal static class TokenSlice
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<GrantHooks>();
        services.AddSingleton<GrantIssuer>();
        services.AddSingleton<RefusedGrant>();
        services.AddSingleton<AccessTokenIssuer>();
        services.AddSingleton<AccessTokenValidator>();
        services.AddSingleton<VerifiedTokens>();
        services.AddSingleton<SessionSecrets>();
        services.AddSingleton<SessionProver>();
        services.AddSingleton<SessionStarter>();
        services.AddSingleton<SessionEnder>();
        services.AddSingleton<DeviceLimit>();
        services.AddSingleton<NewDeviceNotice>();
        services.AddSingleton<RevocationStore>();
        services.AddSingleton<RevocationList>();
        services.AddSingleton<IReplica>(static provider => provider.GetRequiredService<RevocationList>());
    }
}
