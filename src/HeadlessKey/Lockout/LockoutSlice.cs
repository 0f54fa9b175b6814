using HeadlessKey.Http;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Lockout;

/// <summary>Attempts that are counted, and networks that are shut out.</summary>
internal static class LockoutSlice
{
    public static void AddLockout(this IServiceCollection services)
    {
        services.AddSingleton<AttemptGate>();
        services.AddSingleton<AttemptSubject>();
        services.AddSingleton<BanStore>();
        services.AddSingleton<BanList>();
        services.AddSingleton<IBlockedAddresses>(static provider => provider.GetRequiredService<BanList>());
        services.AddSingleton<IReplica>(static provider => provider.GetRequiredService<BanList>());
    }
}
