using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Backup;

/// <summary>Backups of the running server.</summary>
internal static class BackupSlice
{
    public static void AddBackup(this IServiceCollection services)
    {
        services.AddSingleton<BackupMaker>();
        services.AddHostedService(static provider => provider.GetRequiredService<BackupMaker>());
    }
}
