using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.SigningKeys;

/// <summary>The keys that tokens are signed with, and the one that they are kept under.</summary>
internal static class SigningKeySlice
{
    public static void AddSigningKeys(this IServiceCollection services)
    {
        services.AddSingleton(static provider => MasterKeyFile.Load(provider.GetRequiredService<HeadlessKeyOptions>().Storage));
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IReplica>(static provider => provider.GetRequiredService<KeyRing>());
    }
}
