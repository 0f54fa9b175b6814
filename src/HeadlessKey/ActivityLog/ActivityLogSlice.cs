using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.ActivityLog;

/// <summary>Searching, exporting, sealing and removing what the record holds.</summary>
internal static class ActivityLogSlice
{
    public static void AddActivityLog(this IServiceCollection services)
    {
        services.AddSingleton<ActivityStore>();
        services.AddSingleton<ActivityTimeline>();
        services.AddSingleton<ActivityLogReader>();
        services.AddSingleton<ActivityExport>();
        services.AddSingleton<SealHash>();
        services.AddSingleton<SealStore>();
        services.AddSingleton<AnchorFile>();
        services.AddSingleton<Sealer>();
        services.AddSingleton<SealVerifier>();
        services.AddSingleton<IExpiringRows, ActivityRetention>();
        services.AddHostedService<SealSchedule>();
    }
}
