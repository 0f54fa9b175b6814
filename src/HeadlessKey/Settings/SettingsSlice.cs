using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Settings;

/// <summary>The settings that are stored and may change while the server runs.</summary>
internal static class SettingsSlice
{
    public static void AddStoredSettings(this IServiceCollection services)
    {
        services.AddSingleton<SettingStore>();
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<StoredSettings>();
        services.AddSingleton<SettingChanger>();

        // The first of the replicas: what the others read depends on nothing, but the first request depends on this.
        services.AddSingleton<IReplica>(static provider => provider.GetRequiredService<StoredSettings>());
    }
}
