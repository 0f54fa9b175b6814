using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Storage;

/// <summary>Brings the database up to date before anything reads it, or says that somebody must.</summary>
internal sealed partial class DatabaseStartup(SchemaMigrator migrator, HeadlessKeyOptions options, ILogger<DatabaseStartup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Storage.MigrateAtStart)
        {
            if (await migrator.MigrateAsync(cancellationToken) is { Count: > 0 } applied)
            {
                Log.Migrated(logger, applied.Count, applied[0].Name, applied[^1].Name);
            }
        }
        else if (await migrator.FindPendingAsync(cancellationToken) is { Count: > 0 } pending)
        {
            throw new StartupException(
                $"The database lacks {pending.Count} migrations, from {pending[0].Name}, and HeadlessKey:Storage:MigrateAtStart is off. Run: headlesskey migrate");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogIds.Migrated, LogLevel.Information, "Applied {Count} migrations, from {First} to {Last}")]
        public static partial void Migrated(ILogger logger, int count, string first, string last);
    }
}
